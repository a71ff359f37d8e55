import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as ts from "typescript";
import { createErrorTexts } from "../../../provider/src/lifecycle/errorTexts";
import { VaultError } from "../../../provider/src/shared/errors";
import { stackVocabulary } from "../../../provider/src/shared/stackVocabulary";
import { useVocabulary, type Vocabulary, words } from "../../../provider/src/shared/vocabulary";

const source = join(__dirname, "../../../provider/src");
const rooms = ["shared", "settings", "client", "checks", "lifecycle"];

/** Returns the texts of a module, without those that name a module, a type or a property. */
function textsOf(file: string): string[] {
    const texts: string[] = [];
    const visit = (node: ts.Node): void => {
        if (ts.isImportDeclaration(node) || ts.isLiteralTypeNode(node)) {
            return;
        }
        if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node)) {
            texts.push(node.text);
        }
        ts.forEachChild(node, visit);
    };
    visit(ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest));
    return texts;
}

describe("the vocabulary", () => {
    afterEach(() => useVocabulary(stackVocabulary));

    it("is that of the stack configuration, unless a door chooses another", () => {
        assert.equal(words(), stackVocabulary);
        const other: Vocabulary = { ...stackVocabulary, product: "other" };
        useVocabulary(other);
        assert.equal(words(), other);
    });

    it("has the words that are only one door's: no text of the rooms below the doors contains them", () => {
        const ofDoor =
            /[Pp]ulumi|mysafe:\w|stack config|\b(the|this) (preview|program|update)\b|`\w+[A-Z]\w+`|getPassword|aliases/;
        const files = rooms.flatMap((room) => readdirSync(join(source, room)).map((name) => join(source, room, name)));
        const found = files
            .filter((file) => !file.endsWith("stackVocabulary.ts"))
            .flatMap((file) => textsOf(file).filter((text) => ofDoor.test(text)));
        assert.deepEqual(found, []);
    });

    it("can leave out advice that a door cannot give", () => {
        const error = new VaultError({ request: "GET x", status: 401, vaultMessage: "" });
        const full = createErrorTexts()(error, "read");
        useVocabulary({ ...stackVocabulary, olderSettings: "" });
        assert.equal(full, `${createErrorTexts()(error, "read")}\n${stackVocabulary.olderSettings}`);
    });
});
