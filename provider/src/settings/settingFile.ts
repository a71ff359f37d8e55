import { readFileSync } from "node:fs";
import { isAbsolute, resolve } from "node:path";
import type { SettingsReader } from "./settingsReader";
import type { Found } from "./sources";

/** Reads the file that a setting names. Relative paths start at the folder of the program, where the provider runs. */
export function readSettingFile(reader: SettingsReader, found: Found | undefined): Buffer | undefined {
    if (found === undefined) {
        return undefined;
    }
    try {
        return readFileSync(resolve(found.value));
    } catch (error) {
        if (canBeContent(found.value)) {
            return reader.fail(found, "is not the path of a file: set it to the file's path, not to its content.");
        }
        const { code } = error as NodeJS.ErrnoException;
        const reason = code === "ENOENT" ? "there is no such file" : `the file cannot be read (${code})`;
        const start = isAbsolute(found.value) ? "" : `; the path starts at the program's folder, ${process.cwd()}`;
        return reader.fail(found, `is ${reader.show(found)}: ${reason}${start}.`);
    }
}

/** Returns whether a value can be the content of a key or an archive, which no error may repeat. */
function canBeContent(value: string): boolean {
    return /-----|\p{Cc}/u.test(value) || value.length > 255 || /^[\w+/=-]{100,}$/.test(value);
}
