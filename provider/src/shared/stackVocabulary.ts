import type { Vocabulary } from "./vocabulary";

const setting = (name: string) => `mysafe:${name}`;

/** The vocabulary of Pulumi's programs and of its stack configuration. */
export const stackVocabulary: Vocabulary = {
    setting,
    settingSource: (name) => `${setting(name)} (stack config)`,
    setInstruction: (name, value) =>
        value === undefined
            ? `run \`pulumi config set --secret ${setting(name)}\``
            : `run \`pulumi config set ${setting(name)} ${value}\``,
    input: (name) => name,
    inputWithValue: (name, value) => `${name}: ${JSON.stringify(value)}`,
    product: "pulumi-mysafe",
    program: "program",
    preview: "preview",
    update: "update",
    applyCommand: "`pulumi up`",
    renamed: "the option `aliases`",
    partialRefresh: "`pulumi refresh --skip-preview` saves the status of the others.",
    olderSettings:
        "`pulumi refresh` and `pulumi destroy` use the stack configuration of the last `pulumi up`. Add `--run-program` to use the current one.",
    nothingRefreshed:
        'set `onDestroy: "leave"` where it is not, run `pulumi up`, then remove them from the program. If the stack has others, a higher --parallel finds them.',
    nothingDestroyed: 'declare them with `onDestroy: "leave"`, run `pulumi up` without --refresh, then destroy again.',
};
