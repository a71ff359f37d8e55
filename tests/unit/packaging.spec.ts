import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { join } from "node:path";

const root = join(__dirname, "../..");
const manifest = JSON.parse(readFileSync(join(root, "provider/package.json"), "utf8"));
const simulator = JSON.parse(readFileSync(join(root, "simulator/package.json"), "utf8"));

/** Returns the TypeScript files below a folder, with `/` in their names. */
function sourcesIn(folder: string): { name: string; text: string }[] {
    const names = readdirSync(join(root, folder), { recursive: true, encoding: "utf8" });
    return names
        .filter((name) => name.endsWith(".ts"))
        .map((name) => ({ name: name.replaceAll("\\", "/"), text: readFileSync(join(root, folder, name), "utf8") }));
}

/** Returns the modules that a source imports, those for types too. */
function importsOf(text: string): string[] {
    return [...text.matchAll(/^(?:import|export)\s[^;]*?from "([^"]+)";/gm)].map(([, module = ""]) => module);
}

const sources = sourcesIn("provider/src");

/** Returns the names of the sources that a predicate selects. */
function namesOf(isWanted: (text: string) => boolean): string[] {
    return sources.filter(({ text }) => isWanted(text)).map(({ name }) => name);
}

describe("the manifest of pulumi-mysafe", () => {
    for (const [door, file] of [
        [".", "index"],
        ["./provider", "provider"],
    ] as const) {
        it(`exports ${door} with types`, () => {
            assert.deepEqual(manifest.exports[door], { types: `./dist/${file}.d.ts`, default: `./dist/${file}.js` });
        });
    }

    it("exports nothing else but itself", () => {
        assert.deepEqual(Object.keys(manifest.exports), [".", "./provider", "./package.json"]);
        assert.deepEqual([manifest.main, manifest.types], ["./dist/index.js", "./dist/index.d.ts"]);
    });

    it("names the repository", () => {
        const home = "https://github.com/pulumi-mysafe/pulumi-mysafe";
        assert.deepEqual(manifest.repository, { type: "git", url: `git+${home}.git`, directory: "provider" });
        assert.deepEqual([manifest.homepage, manifest.bugs.url], [`${home}#readme`, `${home}/issues`]);
    });

    it("declares the side effects of the provider to bundlers", () => {
        assert.deepEqual(manifest.sideEffects, ["./dist/provider.js"]);
    });

    it("publishes with provenance", () => {
        assert.deepEqual(manifest.publishConfig, { access: "public", provenance: true });
    });

    it("is CommonJS, which the engine's provider process loads by require", () => {
        assert.notEqual(manifest.type, "module");
    });

    it("has the SDK as a peer dependency, from the first version that keeps what read returns", () => {
        assert.deepEqual(manifest.peerDependencies, { "@pulumi/pulumi": "^3.216.0" });
        assert.equal("@pulumi/pulumi" in manifest.dependencies, false);
    });

    it("supports the Node versions that load ES modules by require", () => {
        assert.equal(manifest.engines.node, "^20.19.0 || >=22.12.0");
    });

    it("has the simulator's version", () => {
        assert.equal(simulator.version, manifest.version);
    });

    it("has commands whose paths npm does not remove on publication", () => {
        for (const path of [manifest, simulator].flatMap(({ bin }) => Object.values<string>(bin))) {
            assert.match(path, /^\w/);
        }
    });

    it("lists exactly the packages that the sources import, beside those of the Terraform provider's executable", () => {
        const isOfTerraform = ({ name }: { name: string }) => name.startsWith("terraform");
        const shipped = packagesOf(sources.filter((source) => !isOfTerraform(source)));
        assert.deepEqual(
            shipped,
            [...Object.keys(manifest.dependencies), ...Object.keys(manifest.peerDependencies)].sort(),
        );
        const bundled = packagesOf(sources.filter(isOfTerraform)).filter((name) => !shipped.includes(name));
        assert.deepEqual(
            bundled.filter((name) => !(name in manifest.devDependencies)),
            [],
        );
    });
});

/** Returns the packages that sources import, sorted. */
function packagesOf(selected: typeof sources): string[] {
    const packages = selected
        .flatMap(({ text }) => importsOf(text))
        .filter((module) => !module.startsWith(".") && !module.startsWith("node:"))
        .map((module) => module.match(/^(@[^/]+\/)?[^/]+/)?.[0] ?? "");
    assert.ok(!packages.some((name) => builtinModules.includes(name)), "built-in modules begin with node:");
    return [...new Set(packages)].sort();
}

describe("the sources of pulumi-mysafe", () => {
    for (const [dependency, room] of [
        ["node-fetch", "client"],
        ["p-retry", "client"],
        ["p-queue", "client"],
        ["https-proxy-agent", "client"],
        ["fastest-levenshtein", "settings"],
    ] as const) {
        it(`import ${dependency} in one module of ${room}/`, () => {
            const names = namesOf((text) => importsOf(text).includes(dependency));
            assert.equal(names.length, 1, names.join());
            assert.ok(names[0]?.startsWith(`${room}/`), names[0]);
        });
    }

    it("have the vault's property names in the two modules of client/ that read responses", () => {
        const names = namesOf((text) => /mensagem|\berro\b|passwords_on_list/.test(text));
        assert.deepEqual(names.sort(), ["client/passwordList.ts", "client/responses.ts"]);
    });

    it("have an index that only exports", () => {
        const index = sources.find(({ name }) => name === "index.ts");
        assert.match(index?.text ?? "", /^(export [^;]*;\s*)+$/);
    });

    for (const { name, text } of sources.filter(({ text: all }) => all.includes("rejectUnauthorized"))) {
        it(`name rejectUnauthorized only to keep it on: ${name}`, () => {
            for (const [, value] of text.matchAll(/rejectUnauthorized(.{0,6})/g)) {
                assert.equal(value, ": true");
            }
        });
    }

    it("import parts of the SDK by the names of their files, which `import` in a bundle needs", () => {
        const parts = sources.flatMap(({ text }) =>
            [...text.matchAll(/^import (?!type ).* from "(@pulumi\/pulumi\/.*)";$/gm)].map(
                ([, module]) => module ?? "",
            ),
        );
        assert.ok(parts.length > 0);
        assert.deepEqual(
            parts.filter((module) => !module.endsWith(".js")),
            [],
        );
    });

    it("allow no TLS version before 1.2", () => {
        for (const { name, text } of sources) {
            for (const [, value] of text.matchAll(/m(?:in|ax)Version: "([^"]*)"|m(?:in|ax)Version/g)) {
                assert.match(value ?? "", /^TLSv1\.[23]$/, `${name}: ${value}`);
            }
        }
    });

    it("have no other setting for unverified TLS", () => {
        const names = namesOf((text) =>
            /NODE_TLS_REJECT|NODE_OPTIONS|insecure|skipVerif|strictSSL|secureProtocol|SSLv[23]_|SECLEVEL/i.test(text),
        );
        // The engine and its providers speak on loopback without TLS, and Terraform where it sends no certificate.
        assert.deepEqual(names.sort(), [
            "dynamic/statusLine.ts",
            "plugin/engineLog.ts",
            "plugin/server.ts",
            "terraform/server.ts",
        ]);
        const found = sources.flatMap(({ text }) => text.match(/\w*\.?\w*insecure\w*/gi) ?? []);
        assert.deepEqual([...new Set(found)].sort(), [
            "ServerCredentials.createInsecure",
            "credentials.createInsecure",
        ]);
    });

    it("replace the check of a server's name in no module but client/agents.ts", () => {
        const names = namesOf((text) => text.includes("checkServerIdentity"));
        assert.deepEqual(names, ["client/agents.ts"]);
    });

    it("share nothing with the simulator, which implements the API independently", () => {
        const modulesIn = (folder: string) => sourcesIn(folder).flatMap(({ text }) => importsOf(text));
        assert.ok(modulesIn("simulator/src").every((module) => !/provider|pulumi/.test(module)));
        assert.ok(modulesIn("provider/src").every((module) => !/simulator/.test(module)));
    });
});
