import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { targets } from "../../release/targets";
import { findActionlintProblem, lintWorkflows } from "../support/actionlint";
import { missing } from "../support/missing";
import { temporaryFolder } from "../support/packedProject";

const repository = join(__dirname, "..", "..");

/** The workflows of the repository and of the examples. */
function workflowFiles(): string[] {
    const examples = readdirSync(join(repository, "examples"), { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map(({ name }) => join("examples", name));
    return [".", ...examples].flatMap((root) => {
        const folder = join(root, ".github", "workflows");
        const names = existsSync(join(repository, folder)) ? readdirSync(join(repository, folder)) : [];
        return names.filter((name) => /\.ya?ml$/.test(name)).map((name) => join(folder, name));
    });
}

function workflow(name: string) {
    return parse(readFileSync(join(repository, ".github", "workflows", name), "utf8"));
}

describe("the workflows", function () {
    this.timeout(600_000);

    const refused = findActionlintProblem();
    if (refused !== undefined) {
        missing("workflows by actionlint", refused);
    } else {
        it("have no finding of actionlint", async () => {
            const files = workflowFiles();
            assert.ok(files.includes(join(".github", "workflows", "ci.yml")));
            assert.deepEqual(await lintWorkflows(files, repository), []);
        });

        it("fail for a wrong job, expression or action input", async () => {
            const file = join(temporaryFolder("workflow"), "wrong.yml");
            const steps = [
                { uses: "actions/checkout@v6", with: { depth: 1 } },
                { run: `echo ${"$"}{{ github.nothing }}` },
            ];
            const jobs = { one: { needs: "two", "runs-on": "ubuntu-24.04", steps } };
            writeFileSync(file, JSON.stringify({ on: "push", jobs }));
            const found = (await lintWorkflows([file], repository)).join("\n");
            assert.match(found, /needs job "two" which does not exist/);
            assert.match(found, /input "depth" is not defined/);
            assert.match(found, /property "nothing" is not defined/);
        });
    }

    it("can only read the repository, except for the jobs that publish with an identity token, attach archives and sign", () => {
        const granted: Record<string, object> = {
            "publish.yml publish": { contents: "read", "id-token": "write" },
            "publish.yml sdks": { contents: "read", "id-token": "write" },
            "publish.yml sign": {},
            "publish.yml attach": { contents: "write" },
        };
        for (const name of readdirSync(join(repository, ".github", "workflows"))) {
            const { permissions, jobs } = workflow(name);
            assert.deepEqual(permissions, { contents: "read" }, name);
            for (const [job, { permissions: own }] of Object.entries<{ permissions?: object }>(jobs)) {
                assert.deepEqual(own, granted[`${name} ${job}`], job);
            }
        }
    });

    it("publish the version of the release's tag after all tests, with provenance and without a token", () => {
        const { on, jobs } = workflow("publish.yml");
        assert.deepEqual(on, { release: { types: ["published"] } });
        assert.equal(jobs.test.uses, "./.github/workflows/ci.yml");
        assert.equal(jobs.publish.needs, "test");
        const commands = jobs.publish.steps.flatMap(({ run }: { run?: string }) => (run ? [run] : []));
        assert.deepEqual(
            commands.map((command: string) => command.split(" ").slice(0, 2).join(" ")),
            ['test "v$(node', "npm ci", "npm publish"],
        );
        assert.match(commands.at(-1), / --provenance .*--workspace simulator --workspace provider$/);
        const { sign: _, ...others } = jobs;
        assert.doesNotMatch(JSON.stringify(others), /secrets\./);
    });

    it("attach the archives of all platforms, after each has started on its own", () => {
        const { jobs } = workflow("publish.yml");
        assert.deepEqual(
            jobs.start.strategy.matrix.include.map(({ platform }: { platform: string }) => platform),
            targets.map(({ goName }) => goName),
        );
        assert.deepEqual([jobs.archives.needs, jobs.start.needs], ["test", "archives"]);
        assert.deepEqual(jobs.attach.needs, ["start", "sign", "publish"]);
        const [, , { run }] = jobs.attach.steps;
        assert.equal(run, 'gh release upload "$GITHUB_REF_NAME" archives/* --repo "$GITHUB_REPOSITORY"');
        // The job that can write runs no code of the repository.
        assert.doesNotMatch(JSON.stringify(jobs.attach), /checkout|npm/);
    });

    it("show the keys of a signature to the job alone that signs, and of a release only the checksums to it", () => {
        const { sign } = workflow("publish.yml").jobs;
        assert.deepEqual([sign.needs, sign.environment], ["start", "signing"]);
        assert.deepEqual(
            sign.steps.map(({ uses, run }: { uses?: string; run?: string }) => uses ?? run?.split(" ")[0]),
            ["actions/download-artifact@v7", "GNUPGHOME=$(mktemp", "actions/upload-artifact@v6"],
        );
        assert.equal(sign.steps[0].with.name, "checksums");
        assert.deepEqual(
            sign.steps.map(({ env = {} }: { env?: object }) => Object.keys(env)),
            [[], ["KEY", "PASSPHRASE"], []],
        );
    });

    it("run every test on each supported Node", () => {
        const { on, jobs } = workflow("ci.yml");
        assert.deepEqual(Object.keys(on), ["push", "pull_request", "workflow_call"]);
        assert.deepEqual(jobs.test.strategy.matrix.node, [20, 22, 24]);
        assert.equal(jobs.test.steps.at(-1).run, "npm test");
    });
});
