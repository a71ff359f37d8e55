import { resolve } from "node:path";
import { parseArgs } from "node:util";
import type { Fault } from "./fault";
import { parseFault } from "./parseFault";
import { readTlsFiles } from "./readTlsFiles";
import { type SimulatorOptions, type VaultVersion, vaultVersions } from "./simulatorOptions";

/** What the command was asked for. */
export interface CommandLine {
    readonly help: boolean;
    readonly options: SimulatorOptions;
    readonly faults: readonly Fault[];
    /** The whole path of the file with the gateway's certificate. */
    readonly tlsCertificateFile: string | undefined;
}

/** The command's help. */
export const usage = `Usage: mysafe-simulator [options]

Starts a senhasegura / Segura MySafe vault and its gateway on 127.0.0.1, and says how to connect to it.

  --port PORT             the port to listen on (default: the system chooses)
  --vault-version V       the body shapes of ${vaultVersions.join(", ")} (default 4.0)
  --tenant NAME           token requests must carry this tenant
  --client-id ID          the access key's client id (default simulator-client)
  --client-secret SECRET  the access key's secret (default: a random one)
  --hide-inactive         the list call leaves inactive passwords out
  --latency MS            milliseconds before each answer
  --rate-limit N/S        at most N calls in S seconds, the rest get 429
  --fault FAULT           [ROUTE[/IDENTIFIER]:]KIND[xTIMES|@PERCENT%][+act], may be repeated,
                          such as disable:timeout504x3 or badGateway502@10%
  --tls-cert FILE         speaks TLS with this certificate for 127.0.0.1 (PEM), wants --tls-key too
  --tls-key FILE          the certificate's private key (PEM)
  --client-ca FILE        lets in only clients with a certificate of this authority (PEM)
  --help                  this text
`;

/** Reads the command's arguments. Throws an error whose message names the option that is wrong. */
export function parseCommandLine(args: readonly string[]): CommandLine {
    const { values } = parseArgs({
        args: [...args],
        options: {
            port: { type: "string" },
            "vault-version": { type: "string" },
            tenant: { type: "string" },
            "client-id": { type: "string" },
            "client-secret": { type: "string" },
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
            port: wholeNumber("--port", values.port, 65_535),
            version: vaultVersion(values["vault-version"]),
            tenant: filled("--tenant", values.tenant),
            clientId: filled("--client-id", values["client-id"]),
            clientSecret: filled("--client-secret", values["client-secret"]),
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
        throw new Error(`${option} wants a whole number from 0 to ${highest}, not "${text}"`);
    }
    return Number(text);
}

function filled(option: string, text: string | undefined): string | undefined {
    if (text === "") {
        throw new Error(`${option} is empty`);
    }
    return text;
}

function vaultVersion(text: string | undefined): VaultVersion | undefined {
    const version = vaultVersions.find((one) => one === text);
    if (text !== undefined && version === undefined) {
        throw new Error(`--vault-version wants one of ${vaultVersions.join(", ")}, not "${text}"`);
    }
    return version;
}

function rateLimit(text: string | undefined): SimulatorOptions["rateLimit"] {
    if (text === undefined) {
        return undefined;
    }
    const [, requests, perSeconds] = /^(\d+)\/(\d+(?:\.\d+)?)$/.exec(text) ?? [];
    if (!(Number(requests) > 0 && Number(perSeconds) > 0)) {
        throw new Error(`--rate-limit wants CALLS/SECONDS, such as 50/1, not "${text}"`);
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
