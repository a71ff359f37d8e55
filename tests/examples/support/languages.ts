/** Runs an example of a language on the provider plugin, with the generated SDK in place of the published one. */
import { appendFileSync, cpSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import type { Simulator } from "mysafe-simulator";
import { parse, stringify } from "yaml";
import { pathVariable } from "../../../engine/environment";
import { getLanguageHosts } from "../../../engine/languageHosts";
import { Stack } from "../../../engine/stack";
import { goVariables } from "../../support/goFound";
import { pluginFolder, temporaryFolder } from "../../support/packedProject";
import { findPython } from "../../support/pythonEnvironment";
import { pythonSdk } from "../../support/pythonSdk";
import { connectionEnvironment, withVault } from "../../support/story";
import { copyOf, examplesFolder, freshEnvironment } from "./withExample";

/** A language of examples. */
export interface Language {
    /** The folder of the example. */
    example: string;
    /** Prepares a copy of the example, and returns additional variables and folders of PATH. */
    prepare(folder: string): Promise<{ env?: Record<string, string>; path?: string[] }>;
    /**
     * Declares the imported password 340 in a copy, and 341 with the option that imports it.
     *
     * @param printed The output of the import of 340.
     */
    declareImported(folder: string, printed: string): void;
    /** True if the host of the tests prints the code of an import. Those of Node, Python and Go are too old. */
    printsCode: boolean;
}

const goModule = "github.com/pulumi-mysafe/pulumi-mysafe/sdk/go/mysafe";

/** The languages whose programs run in the tests. */
export const languages: readonly Language[] = [
    {
        example: "yaml",
        prepare: async () => ({}),
        declareImported(folder, printed) {
            const file = join(folder, "Pulumi.yaml");
            const { resources, ...others } = parse(readFileSync(file, "utf8"));
            const { resources: imported } = parse(printed.slice(printed.indexOf("\nresources:\n")));
            const byOption = { ...imported.crm, properties: { identifier: "341" }, options: { import: "341" } };
            writeFileSync(
                file,
                stringify({ ...others, resources: { ...resources, ...imported, "by-option": byOption } }),
            );
        },
        printsCode: true,
    },
    {
        example: "python",
        async prepare() {
            const { version, refused } = findPython();
            if (version === undefined) {
                throw new Error(refused);
            }
            const { programs, packages } = await pythonSdk(version);
            return { path: [programs], env: { PYTHONPATH: packages } };
        },
        declareImported: (folder) =>
            appendFileSync(
                join(folder, "__main__.py"),
                `mysafe.PasswordDisablement("crm", identifier="340")
mysafe.PasswordDisablement("by-option", identifier="341", opts=pulumi.ResourceOptions(import_="341"))
`,
            ),
        printsCode: false,
    },
    {
        example: "go",
        async prepare(folder) {
            const sources = join(examplesFolder, "..", "sdk", "go", "mysafe");
            appendFileSync(join(folder, "go.mod"), `\nreplace ${goModule} => ${sources}\n`);
            return { env: goVariables };
        },
        declareImported(folder) {
            const create = (name: string, id: string, option = "") =>
                `_, err = mysafe.NewPasswordDisablement(ctx, "${name}",
                    &mysafe.PasswordDisablementArgs{Identifier: pulumi.String("${id}")}${option})`;
            const file = join(folder, "main.go");
            const lines = [create("crm", "340"), create("by-option", "341", ', pulumi.Import(pulumi.ID("341"))')];
            const text = readFileSync(file, "utf8");
            writeFileSync(file, text.replace(/(?=\t\treturn err\n\t\}\))/, `${lines.join("\n")}\n`));
        },
        printsCode: false,
    },
    {
        example: "nodejs-plugin",
        prepare: async () => ({}),
        declareImported: (folder) =>
            appendFileSync(
                join(folder, "index.ts"),
                `new PasswordDisablement("crm", { identifier: "340" });
new PasswordDisablement("by-option", { identifier: "341" }, { import: "341" });
`,
            ),
        printsCode: false,
    },
];

/** Starts a vault and creates the stack `dev` of a language's example, which the environment connects to it. */
export function withLanguage(
    { example, prepare }: Language,
    use: (vault: Simulator, stack: Stack) => Promise<void>,
): Promise<void> {
    return withVault({}, async (vault) => {
        const folder = await copyFor(example);
        const { env: own = {}, path = [] } = await prepare(folder);
        const hosts = (await getLanguageHosts()).folder;
        const base = await freshEnvironment();
        const variable = pathVariable(base);
        const env = {
            ...base,
            ...connectionEnvironment(vault),
            ...own,
            [variable]: [...path, hosts, base[variable]].join(delimiter),
        };
        const file = join(folder, "Pulumi.yaml");
        const providers = [{ name: "mysafe", path: await pluginFolder() }];
        writeFileSync(file, stringify({ ...parse(readFileSync(file, "utf8")), plugins: { providers } }));
        const stack = new Stack(folder, env, `mysafe-${example}`);
        try {
            stack.create({});
            await use(vault, stack);
        } finally {
            stack.remove();
        }
    });
}

/** Copies an example. npm installs the dependencies of one for Node. */
async function copyFor(example: string): Promise<string> {
    if (example === "nodejs-plugin") {
        return copyOf(example);
    }
    const folder = join(temporaryFolder("language"), example);
    cpSync(join(examplesFolder, example), folder, { recursive: true });
    return folder;
}
