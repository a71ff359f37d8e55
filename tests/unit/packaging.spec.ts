import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { dirname, join } from "node:path";

const root = join(__dirname, "../..");
const manifest = JSON.parse(readFileSync(join(root, "provider/package.json"), "utf8"));

function sources(folder: string): { name: string; text: string }[] {
    const names = readdirSync(join(root, folder), { recursive: true, encoding: "utf8" });
    return names
        .filter((name) => name.endsWith(".ts"))
        .map((name) => ({ name, text: readFileSync(join(root, folder, name), "utf8") }));
}

/** The modules that a source imports at run time, and with `types` those of which it takes only types. */
function imports(text: string, types = false): string[] {
    return [...text.matchAll(/^(?:import|export)\s+(type\s)?[^;]*?from "([^"]+)";/gm)]
        .filter(([, onlyTypes]) => types || onlyTypes === undefined)
        .map(([, , module = ""]) => module);
}

describe("the package pulumi-mysafe", () => {
    it("can be entered by its two doors, with types, and by its manifest", () => {
        assert.deepEqual(Object.keys(manifest.exports), [".", "./provider", "./package.json"]);
        for (const [door, file] of [
            [".", "index"],
            ["./provider", "provider"],
        ] as const) {
            assert.deepEqual(manifest.exports[door], { types: `./dist/${file}.d.ts`, default: `./dist/${file}.js` });
        }
        assert.deepEqual([manifest.main, manifest.types], ["./dist/index.js", "./dist/index.d.ts"]);
    });

    it("says where it lives, and which of its files does something when it is loaded", () => {
        const home = "https://github.com/pulumi-mysafe/pulumi-mysafe";
        assert.deepEqual(manifest.repository, { type: "git", url: `git+${home}.git`, directory: "provider" });
        assert.deepEqual([manifest.homepage, manifest.bugs.url], [`${home}#readme`, `${home}/issues`]);
        assert.deepEqual(manifest.sideEffects, ["./dist/provider.js"]);
        assert.deepEqual(manifest.publishConfig, { access: "public", provenance: true });
    });

    it("is CommonJS, which the engine's provider process loads by require", () => {
        assert.notEqual(manifest.type, "module");
    });

    it("takes the SDK from its user, from the first version that keeps what read returns", () => {
        assert.deepEqual(manifest.peerDependencies, { "@pulumi/pulumi": "^3.216.0" });
        assert.equal("@pulumi/pulumi" in manifest.dependencies, false);
        assert.equal(manifest.engines.node, "^20.19.0 || >=22.12.0");
    });

    it("is built when it is packed, packs what is built alone, and comes out with its simulator", () => {
        assert.match(manifest.scripts.prepack, /prepack\.mjs/);
        const simulator = JSON.parse(readFileSync(join(root, "simulator/package.json"), "utf8"));
        assert.equal(simulator.version, manifest.version);
        for (const { bin } of [manifest, simulator]) {
            // npm takes a command whose path begins with "./" out of what it publishes.
            assert.deepEqual(
                Object.values(bin as object).filter((path) => !/^\w/.test(path)),
                [],
            );
        }
        assert.ok(manifest.files.every((pattern: string) => /^(dist\/|!)/.test(pattern)));
    });

    it("names every package that it imports, and no other", () => {
        const outside = sources("provider/src")
            .flatMap(({ text }) => imports(text, true))
            .filter((module) => !module.startsWith(".") && !module.startsWith("node:"))
            .map((module) => module.match(/^(@[^/]+\/)?[^/]+/)?.[0]);
        const named = [...Object.keys(manifest.dependencies), ...Object.keys(manifest.peerDependencies)];
        assert.deepEqual([...new Set(outside)].sort(), named.sort());
        assert.ok(
            outside.every((module) => !builtinModules.includes(module ?? "")),
            "built-in modules begin with node:",
        );
    });

    it("loads the SDK nowhere in the provider's process", () => {
        const seen = new Set<string>();
        const visit = (name: string): void => {
            if (!seen.has(name)) {
                seen.add(name);
                const text = readFileSync(join(root, "provider/src", `${name}.ts`), "utf8");
                for (const module of imports(text)) {
                    assert.doesNotMatch(module, /^@pulumi\//, name);
                    if (module.startsWith(".")) {
                        visit(join(dirname(name), module));
                    }
                }
            }
        };
        visit("provider");
        assert.ok(seen.has("client/transport"));
    });

    it("has one module for each library of the client, and for each form of the vault's bodies", () => {
        for (const { name, text } of sources("provider/src")) {
            const reached = imports(text);
            assert.equal(reached.includes("node-fetch"), name === "client/transport.ts", name);
            assert.equal(reached.includes("p-retry"), name === "client/retry.ts", name);
            assert.equal(reached.includes("p-queue"), name === "client/requestQueue.ts", name);
            assert.equal(reached.includes("https-proxy-agent"), name === "client/agents.ts", name);
            assert.equal(reached.includes("proxy-from-env"), name === "settings/proxy.ts", name);
            assert.equal(/mensagem|\berro\b|passwords_on_list/.test(text), name === "client/responses.ts", name);
            assert.equal(/access_token/.test(text), name === "client/tokenRequest.ts", name);
        }
    });

    it("has errors that import nothing but their explanations, and a door that only exports", () => {
        const [errors, explanations, index] = ["shared/errors.ts", "shared/explanations.ts", "index.ts"].map((wanted) =>
            sources("provider/src").find(({ name }) => name === wanted),
        );
        assert.deepEqual(imports(errors?.text ?? "", true), ["./explanations"]);
        assert.deepEqual(imports(explanations?.text ?? "", true), []);
        assert.match(index?.text ?? "", /^(export [^;]*;\s*)+$/);
    });

    it("has no switch for unchecked TLS: it is only ever named to keep it on", () => {
        for (const { name, text } of sources("provider/src")) {
            for (const [, value] of text.matchAll(/rejectUnauthorized(.{0,6})/g)) {
                assert.equal(value, ": true", `${name}: rejectUnauthorized${value}`);
            }
            for (const [, value] of text.matchAll(/m(?:in|ax)Version: "([^"]*)"|m(?:in|ax)Version/g)) {
                assert.match(value ?? "", /^TLSv1\.[23]$/, `${name}: ${value}`);
            }
            assert.doesNotMatch(
                // The engine speaks to its providers without TLS, on loopback.
                name === "dynamic/statusLine.ts" ? text.replace("credentials.createInsecure()", "") : text,
                /NODE_TLS_REJECT|NODE_OPTIONS|insecure|skipVerif|strictSSL|secureProtocol|SSLv[23]_|SECLEVEL/i,
                name,
            );
            // The one use hands the vault's own host to Node's check.
            const uses = [...text.matchAll(/checkServerIdentity/g)].length;
            assert.equal(uses, name === "client/agents.ts" ? 3 : 0, name);
        }
        const agents = sources("provider/src").find(({ name }) => name === "client/agents.ts")?.text ?? "";
        assert.match(
            agents,
            /const error = checkServerIdentity\(host, certificate\);\n.*\n.*\n *return error && Object\.assign\(error, /,
        );
        assert.equal([...agents.matchAll(/rejectUnauthorized: true/g)].length, 2, "to the vault, and to its proxy");
    });

    it("shares nothing with the simulator, which is a second reading of the API", () => {
        const shared = (folder: string) => sources(folder).flatMap(({ text }) => imports(text, true));
        assert.ok(shared("simulator/src").every((module) => !/provider|pulumi/.test(module)));
        assert.ok(shared("provider/src").every((module) => !/simulator/.test(module)));
    });
});
