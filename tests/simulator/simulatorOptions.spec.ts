import assert from "node:assert/strict";
import { createServer } from "node:net";
import { type SimulatorOptions, startSimulator } from "../../simulator/src/index";
import { optionProblems } from "../../simulator/src/simulatorOptions";
import { selfSigned } from "../support/certificates";
import { closeAll, start } from "./support/connect";

const { cert, key } = selfSigned();

/** Wrong options with their errors. */
const wrong: readonly [options: object, message: string][] = [
    [{ pasword: [] }, 'Unknown option "pasword". Did you mean "passwords"?'],
    [{ tokenLifetime: 5 }, 'Unknown option "tokenLifetime".'],
    [{ port: "8200" }, 'port must be a whole number from 0 to 65535, not "8200"'],
    [{ port: 65_536 }, "port must be a whole number from 0 to 65535, not 65536"],
    [{ version: "4.1" }, 'version must be one of 3.32, 3.33, 4.0, not "4.1"'],
    [{ version: 4 }, "version must be one of 3.32, 3.33, 4.0, not 4"],
    [{ passwords: { identifier: 1 } }, "passwords must be an array of passwords, not an object"],
    [{ clientId: "" }, 'clientId must be a text that is not empty, not ""'],
    [{ clientSecret: 123_456 }, "clientSecret must be a text that is not empty, not a number"],
    [{ clientSecret: "" }, "clientSecret must be a text that is not empty, not an empty text"],
    [{ tenant: null }, "tenant must be a text that is not empty, not null"],
    [
        { tokenLifetimeSeconds: "3600" },
        'tokenLifetimeSeconds must be a number of seconds from 0 to 1000000000, not "3600"',
    ],
    [{ tokenActivationSeconds: -1 }, "tokenActivationSeconds must be a number of seconds from 0 to 1000000000, not -1"],
    [{ listInactive: "true" }, 'listInactive must be true or false, not "true"'],
    [{ listKey: "passwords" }, 'listKey must be one of password_on_list, passwords_on_list, not "passwords"'],
    [{ omitException: 1 }, "omitException must be true or false, not 1"],
    [{ rateLimit: 50 }, "rateLimit must be an object, not 50"],
    [{ rateLimit: { requests: 50 } }, "rateLimit.perSeconds is missing: expected a number of seconds above 0"],
    [
        { rateLimit: { requests: 0, perSeconds: 0 } },
        "rateLimit.requests must be a whole number from 1, not 0\n" +
            "rateLimit.perSeconds must be a number of seconds above 0, not 0",
    ],
    [
        { rateLimit: { requests: 1, perSecond: 1, perSeconds: 1 } },
        'rateLimit: unknown field "perSecond". Did you mean "perSeconds"?',
    ],
    [{ latencyMs: -5 }, "latencyMs must be a number of milliseconds from 0 to 2147483647, not -5"],
    [{ latencyMs: Number.NaN }, "latencyMs must be a number of milliseconds from 0 to 2147483647, not NaN"],
    [{ onRequest: "log" }, 'onRequest must be a function, not "log"'],
    [{ tls: { cert } }, "tls.key is missing: expected a PEM text"],
    [{ tls: { cert: Buffer.from(cert), key } }, "tls.cert must be a PEM text, not an object"],
    [
        { tls: { cert, key, minVersion: "1.2" } },
        'tls.minVersion must be one of TLSv1, TLSv1.1, TLSv1.2, TLSv1.3, not "1.2"',
    ],
    [{ tls: { cert, key, clientCA: cert } }, 'tls: unknown field "clientCA". Did you mean "clientCa"?'],
];

describe("the options of the simulator", () => {
    afterEach(closeAll);

    for (const [options, message] of wrong) {
        it(`are refused: ${message.replaceAll("\n", ", ")}`, async () => {
            await assert.rejects(startSimulator(options), { message });
        });
    }

    it("are refused if they are no object", async () => {
        await assert.rejects(startSimulator("4.0" as never), { message: 'options must be an object, not "4.0"' });
    });

    it("are refused with all problems at once, those of the passwords last", async () => {
        const options = { prt: 1, latencyMs: "5", passwords: [{ identifier: 1, nam: "x" }] };
        await assert.rejects(startSimulator(options as never), {
            message: [
                'Unknown option "prt". Did you mean "port"?',
                'latencyMs must be a number of milliseconds from 0 to 2147483647, not "5"',
                'passwords[0]: unknown field "nam". Did you mean "name"?',
            ].join("\n"),
        });
    });

    it("are refused before the simulator listens", async () => {
        const other = createServer().listen(0, "127.0.0.1");
        await new Promise((resolve) => other.once("listening", resolve));
        const { port } = other.address() as { port: number };
        // A simulator that listened first would reject with EADDRINUSE.
        await assert.rejects(startSimulator({ port, version: "5" } as never), /^Error: version must be one of/);
        await new Promise((resolve) => other.close(resolve));
    });

    it("may be undefined or at their bounds", async () => {
        const options: SimulatorOptions = {
            port: undefined,
            tls: undefined,
            version: undefined,
            passwords: undefined,
            clientId: undefined,
            clientSecret: undefined,
            tenant: undefined,
            tokenLifetimeSeconds: undefined,
            tokenActivationSeconds: undefined,
            listInactive: undefined,
            listKey: undefined,
            omitException: undefined,
            rateLimit: undefined,
            latencyMs: undefined,
            onRequest: undefined,
        };
        const vault = await start(options);
        assert.equal(vault.passwords().length, 12);
        const bounds = { port: 65_535, latencyMs: 0, rateLimit: { requests: 1, perSeconds: 0.5 } };
        assert.deepEqual(optionProblems({ ...bounds, tokenLifetimeSeconds: 0, passwords: [] }), []);
    });

    it("accept certificates with methods of their own", async () => {
        const vault = await start({ tls: selfSigned() });
        assert.match(vault.url, /^https:/);
    });
});
