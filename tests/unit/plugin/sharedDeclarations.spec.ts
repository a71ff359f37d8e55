import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { chmodSync, existsSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createSharedDeclarations } from "../../../provider/src/plugin/sharedDeclarations";

const url = "https://vault.example.com";
const folders = () => readdirSync(tmpdir()).filter((name) => /^pulumi-mysafe-[0-9a-f]{16}$/.test(name));

describe("the declarations that the processes of a run share", () => {
    it("are those of the same run and vault, until their process removes them", () => {
        const run = randomUUID();
        const before = folders();
        const [one, other, another] = [run, run, randomUUID()].map(createSharedDeclarations);
        one?.add(url, ["312", "313"]);
        one?.add("https://other.example.com", ["314"]);
        assert.deepEqual(other?.read(url), ["312", "313"]);
        assert.deepEqual(another?.read(url), []);
        for (const declarations of [one, another]) {
            declarations?.remove();
        }
        assert.deepEqual(other?.read(url), []);
        other?.remove();
        assert.deepEqual(folders(), before);
    });

    it("are not shared through a folder that others can write", function () {
        if (process.getuid === undefined) {
            this.skip();
        }
        const run = randomUUID();
        const before = folders();
        const one = createSharedDeclarations(run);
        one.add(url, ["312"]);
        const [made = ""] = folders().filter((name) => !before.includes(name));
        chmodSync(join(tmpdir(), made), 0o777);
        assert.deepEqual(createSharedDeclarations(run).read(url), []);
        one.remove();
        assert.equal(existsSync(join(tmpdir(), made)), false);
    });
});
