import { settingDescriptions, settingRows } from "../../../provider/src/settings/table";
import { table } from "../../../reference/markdown";
import { assertPart } from "../../support/madePage";

function rowOf([name, row]: (typeof settingRows)[number]): string[] {
    const { variable, secret, default: preset, defaultText = "" } = row;
    return [
        `\`mysafe:${name}\`${secret ? " (secret)" : ""}`,
        variable ? `\`${variable}\`` : "",
        preset === undefined ? defaultText : `\`${preset}\``,
        settingDescriptions[name],
    ];
}

describe("docs/settings.md", () => {
    it("has the table of all settings; UPDATE_DOCS=1 writes it", () => {
        const heads = ["setting", "environment variable", "default", "meaning"];
        assertPart(
            "docs/settings.md",
            "tests/unit/settings/settingsPage.spec.ts",
            table(heads, settingRows.map(rowOf)),
        );
    });
});
