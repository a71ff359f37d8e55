/** Reads the `Diagnostics:` of a command, without values that differ between runs. */
import assert from "node:assert/strict";

/** One message of a resource. */
export interface Entry {
    /** Pulumi's name of the resource, or of the stack for the lines of the provider's log. */
    resource: string;
    text: string;
}

/** The summary that Pulumi adds to the errors, and that of a plan. */
const summary = /^error: (?:update|preview) failed$|^pulumi-mysafe: (?:\d+ to disable|\d+ already|nothing new)/;

/**
 * Returns the messages of all resources. A command with a preview (`up`, `refresh`, `destroy`) prints two lists, and a
 * message in both comes once.
 *
 * @param url The vault's base URL. Other URLs of this machine belong to another vault.
 */
export function entriesOf(output: string, url: string): Entry[] {
    const entries: Entry[] = [];
    for (const list of listsOf(neutral(output, url))) {
        const before = entries.slice();
        for (const entry of list.filter(({ text }) => !summary.test(text))) {
            if (!before.some(({ resource, text }) => resource === entry.resource && text === entry.text)) {
                entries.push(entry);
            }
        }
    }
    return entries;
}

function listsOf(output: string): Entry[][] {
    const [, ...sections] = output.split(/^Diagnostics:\n/m);
    return sections.map((section) => {
        const list: Entry[] = [];
        let resource = "";
        let isBegun = false;
        for (const line of section.split("\n")) {
            const head = /^ {2}\S+ \((.+)\):$/.exec(line);
            if (/^\S/.test(line)) {
                break;
            }
            if (head) {
                resource = head[1] ?? "";
                isBegun = false;
            } else if (line.trim() === "") {
                isBegun = false;
            } else if (isBegun && !/^ {4}(?:error|warning|pulumi-mysafe): /.test(line)) {
                const last = list.at(-1) ?? assert.fail("a list that begins with a continued line");
                last.text += `\n${line.slice(4)}`;
            } else {
                list.push({ resource, text: line.slice(4) });
                isBegun = true;
            }
        }
        return list;
    });
}

/** Returns the output without ports and request ids, which differ between runs, and without Pulumi's prefixes. */
function neutral(output: string, url: string): string {
    const { host } = new URL(url);
    return (
        output
            .replaceAll(url, "https://vault.example.com")
            .replaceAll(host, "vault.example.com")
            .replaceAll("the host localhost", "the host vault.example.com")
            .replace(/http:\/\/127\.0\.0\.1:\d+/g, "https://other.example.com")
            .replace(/error: pulumi-nodejs:dynamic\/mysafe:PasswordDisablement (?=resource ')/g, "error: ")
            .replaceAll("error: Preview failed: ", "error: ")
            // Whether a call renews the token depends on the order of the calls.
            .replace(/\(request id [0-9a-f]{32}(, 2 attempts)?\)/g, "(request id 5e1f09c2)")
    );
}
