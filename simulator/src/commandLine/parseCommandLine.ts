import { resolve } from "node:path";
import { parseArgs } from "node:util";
import type { Fault } from "../faults/fault";
import type { SimulatorOptions } from "../simulatorOptions";
import { type VaultVersion, vaultVersions } from "../vault/vaultVersion";
import { parseFault } from "./parseFault";
import { readTlsFiles } from "./readTlsFiles";
import { screenCommands } from "./screenCommand";

/** The parsed arguments of the command. */
export interface CommandLine {
    readonly help: boolean;
    readonly options: SimulatorOptions;
    readonly faults: readonly Fault[];
    /** The absolute path of the gateway's certificate. */
    readonly tlsCertificateFile: string | undefined;
}

/** The defaults that stay the same in each start, so that a stack finds the vault again after a restart. */
const defaults = { port: 8312, clientId: "simulator-client", clientSecret: "simulator-secret" };

/** The command's help. */
export const usage = `Usage: mysafe-simulator [options]

Starts a senhasegura / Segura MySafe vault and its gateway on 127.0.0.1, and
prints how to connect to it. It reads lines: ${screenCommands}.

  --port PORT             the port (default ${defaults.port}; 0: the system chooses)
  --vault-version V       the version of the response bodies
                          (${vaultVersions.join(", ")}; default 4.0)
  --tenant NAME           the tenant that token requests must carry
  --client-id ID          the access key's client id (default ${defaults.clientId})
  --client-secret SECRET  the access key's secret (default ${defaults.clientSecret})
  --token-activation S    the age in seconds from which a token is accepted
                          (default 0)
  --hide-inactive         leave inactive passwords out of the list
  --latency MS            milliseconds before each response
  --rate-limit N/S        at most N calls in S seconds, 429 for further ones
  --fault FAULT           [ROUTE[/IDENTIFIER]:]KIND[xTIMES|@PERCENT%][+act],
                          repeatable, such as disable:timeout504x3,
                          badGateway502@10% or status524
  --tls-cert FILE         speak TLS with this certificate for 127.0.0.1 (PEM),
                          requires --tls-key
  --tls-key FILE          the certificate's private key (PEM)
  --client-ca FILE        accept only clients with a certificate of this
                          authority (PEM)
  --help                  print this text
`;

/** Parses the command's arguments. Throws an error that names the invalid option. */
export function parseCommandLine(args: readonly string[]): CommandLine {
    const { values } = parseArgs({
        args: [...args],
        options: {
            port: { type: "string" },
            "vault-version": { type: "string" },
            tenant: { type: "string" },
            "client-id": { type: "string" },
            "client-secret": { type: "string" },
            "token-activation": { type: "string" },
            "hide-inactive": { type: "boolean", default: false },
            latency: { type: "string" },
            "rate-limit": { type: "string" },
            fault: { type: "string", multiple: true, default: [] },
            "tls-cert": { type: "string" },
            "tls-key": { type: "string" },
            "client-ca": { type: "string" },
            help: { type: "boolean", short: "h", default: false },
        },
    });
    return {
        help: values.help ?? false,
        options: {
            port: wholeNumber("--port", values.port, 65_535) ?? defaults.port,
            version: vaultVersion(values["vault-version"]),
            tenant: nonEmpty("--tenant", values.tenant),
            clientId: nonEmpty("--client-id", values["client-id"]) ?? defaults.clientId,
            clientSecret: nonEmpty("--client-secret", values["client-secret"]) ?? defaults.clientSecret,
            tokenActivationSeconds: wholeNumber("--token-activation", values["token-activation"], 1_000_000),
            listInactive: !values["hide-inactive"],
            latencyMs: wholeNumber("--latency", values.latency, 3_600_000),
            rateLimit: rateLimit(values["rate-limit"]),
            tls: readTlsFiles(values),
        },
        faults: (values.fault ?? []).map(fault),
        tlsCertificateFile: values["tls-cert"] === undefined ? undefined : resolve(values["tls-cert"]),
    };
}

function wholeNumber(option: string, text: string | undefined, highest: number): number | undefined {
    if (text === undefined) {
        return undefined;
    }
    if (!/^\d+$/.test(text) || Number(text) > highest) {
        throw new Error(`${option} must be a whole number from 0 to ${highest}, not "${text}"`);
    }
    return Number(text);
}

function nonEmpty(option: string, text: string | undefined): string | undefined {
    if (text === "") {
        throw new Error(`${option} is empty`);
    }
    return text;
}

function vaultVersion(text: string | undefined): VaultVersion | undefined {
    const version = vaultVersions.find((one) => one === text);
    if (text !== undefined && version === undefined) {
        throw new Error(`--vault-version must be one of ${vaultVersions.join(", ")}, not "${text}"`);
    }
    return version;
}

function rateLimit(text: string | undefined): SimulatorOptions["rateLimit"] {
    if (text === undefined) {
        return undefined;
    }
    const [, requests, perSeconds] = /^(\d+)\/(\d+(?:\.\d+)?)$/.exec(text) ?? [];
    if (!(Number(requests) > 0 && Number(perSeconds) > 0)) {
        throw new Error(`--rate-limit must be CALLS/SECONDS, such as 50/1, not "${text}"`);
    }
    return { requests: Number(requests), perSeconds: Number(perSeconds) };
}

function fault(text: string): Fault {
    try {
        return parseFault(text);
    } catch (error) {
        throw new Error(`--fault: ${(error as Error).message}`, { cause: error });
    }
}
