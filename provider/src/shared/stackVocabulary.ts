const setting = (name: string) => `mysafe:${name}`;

/** The vocabulary of Pulumi's programs and of its stack configuration. `Vocabulary` is its type. */
export const stackVocabulary = {
    setting,
    settingSource: (name: string) => `${setting(name)} (stack config)`,
    setInstruction: (name: string, value?: string) =>
        value === undefined
            ? `run \`pulumi config set --secret ${setting(name)}\``
            : `run \`pulumi config set ${setting(name)} ${value}\``,
    settingsPlace: "in the stack configuration",
    input: (name: string) => name,
    inputWithValue: (name: string, value: string | boolean) => `${name}: ${JSON.stringify(value)}`,
    searchForMany: "getPasswords",
    listCommand: "`pulumi-mysafe list`",
    product: "pulumi-mysafe",
    program: "program",
    preview: "preview",
    update: "update",
    applyCommand: "`pulumi up`",
    renamed: "the option `aliases`",
    partialRefresh: "`pulumi refresh --skip-preview` saves the status of the others.",
    olderSettings:
        "`pulumi refresh` and `pulumi destroy` use the stack configuration of the last `pulumi up`. Add `--run-program` to use the current one.",
    previewWithoutVault: "",
    destroyOfMissing: "",
    nothingRefreshed:
        'set `onDestroy: "leave"` where it is not, run `pulumi up`, then remove them from the program. If the stack has others, a higher --parallel finds them.',
    nothingDestroyed: 'declare them with `onDestroy: "leave"`, run `pulumi up` without --refresh, then destroy again.',
};
