/** Makes the pages of terraform/docs, in the layout of the registries, from the provider's schemas and the examples. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { dataSourceSchemas } from "../provider/src/terraform/dataSourceSchemas";
import { providerSchema } from "../provider/src/terraform/providerSchema";
import { resourceSchemas } from "../provider/src/terraform/resourceSchemas";
import type { BlockSchema, ResourceSchema } from "../provider/src/terraform/schema";
import { root } from "./pages";
import { schemaSection } from "./terraformSchema";

/** The folder of the pages. */
export const terraformPagesFolder = join(root, "terraform", "docs");

/** The folder of the examples, which a test checks. */
export const terraformExamplesFolder = join(root, "terraform", "examples");

/** Returns the text of each page, by its path in the folder. */
export function makeTerraformPages(): Map<string, string> {
    return new Map([
        ["index.md", providerPage()],
        ...Object.entries(resourceSchemas).map(pageEntry("resources", resourcePage)),
        ...Object.entries(dataSourceSchemas).map(pageEntry("data-sources", dataSourcePage)),
    ]);
}

function pageEntry<Schema>(folder: string, page: (name: string, schema: Schema) => string) {
    return ([name, schema]: [string, Schema]): [string, string] => [
        `${folder}/${name.replace(/^mysafe_/, "")}.md`,
        page(name, schema),
    ];
}

function providerPage(): string {
    return pageOf("mysafe Provider", providerSchema, [
        "# mysafe Provider",
        providerSchema.description,
        "A plan refuses a password that does not exist, or that the access key may not edit. An apply disables the others, with one token for all of them. A refresh finds passwords that somebody enabled, and the next apply disables them again. No state contains a secret.",
        "## Example Usage",
        exampleOf("provider/provider.tf", "hcl"),
        "The client secret belongs into the environment variable `SENHASEGURA_CLIENT_SECRET`. A saved plan would contain it from the configuration. An argument wins over its environment variable.",
    ]);
}

function resourcePage(name: string, schema: ResourceSchema): string {
    const folder = `resources/${name}`;
    const { kind, codec } = schema.resourceType;
    const head = [
        `# ${name} (Resource)`,
        schema.description,
        "## Example Usage",
        exampleOf(`${folder}/resource.tf`, "hcl"),
    ];
    const imports = kind.canListReadEnable
        ? [
              codec.holdsOne
                  ? "The id of an import is the number of a password that is already inactive. An import changes nothing in the vault:"
                  : "The id of an import has numbers and ranges of passwords that are already inactive. An import changes nothing in the vault:",
              exampleOf(`${folder}/import.sh`, "sh"),
          ]
        : [
              `A resource of this type cannot be imported, since the vault has no call to read it. Declare the ${kind.noun} without an import: an apply accepts one that is already inactive.`,
          ];
    return pageOf(`${name} Resource - mysafe`, schema, head, ["## Import", ...imports]);
}

function dataSourcePage(name: string, schema: BlockSchema): string {
    return pageOf(`${name} Data Source - mysafe`, schema, [
        `# ${name} (Data Source)`,
        schema.description,
        "## Example Usage",
        exampleOf(`data-sources/${name}/data-source.tf`, "hcl"),
    ]);
}

/** Returns a page with its front matter. */
function pageOf(title: string, schema: BlockSchema, head: readonly string[], end: readonly string[] = []): string {
    const front = [
        "---",
        `page_title: ${JSON.stringify(title)}`,
        'subcategory: ""',
        "description: |-",
        `  ${schema.description}`,
        "---",
    ];
    return `${[front.join("\n"), ...head, ...schemaSection(schema), ...end].join("\n\n")}\n`;
}

function exampleOf(file: string, language: string): string {
    return `\`\`\`${language}\n${readFileSync(join(terraformExamplesFolder, file), "utf8")}\`\`\``;
}
