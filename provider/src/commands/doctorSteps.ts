import type { PeerCertificate } from "node:tls";
import { oneLine, VaultError } from "../client/index";
import { CommandError } from "./command";
import { askVault, type DoctorContext } from "./doctorContext";
import { addressesOf, hostsOf, probeHost } from "./doctorProbe";
import { settingsStep } from "./doctorSettings";

/** Takes down what a step finds; `idle` where it had nothing to do. */
export type Note = (line: string, idle?: boolean) => void;

/** One thing that has to work, after all before it do; throws where it does not. */
export type Step = (visit: DoctorContext, note: Note) => Promise<void>;

const dayMs = 24 * 3600 * 1000;

const share = "share them with the access key, with edit permission (MySafe > Integrations > Access keys).";

/** The way from the settings to a password that can be disabled, in its order. None of it changes anything. */
export const doctorSteps: Readonly<Record<string, Step>> = {
    settings: settingsStep,

    async name({ settings }, note) {
        for (const host of hostsOf(settings)) {
            const { hostname } = host.url;
            if (/^\[|^[\d.]+$/.test(hostname)) {
                note(`${hostname} is an address`, true);
            } else if (host.proxy) {
                note(`${hostname} is looked up by the proxy`, true);
            } else {
                note(`${hostname} is ${(await addressesOf(host, settings)).join(", ")}`);
            }
        }
    },

    async proxy(visit, note) {
        visit.ways = await Promise.all(hostsOf(visit.settings).map((host) => probeHost(host, visit.settings)));
        for (const { url, proxy, passed, error } of visit.ways) {
            if (!passed) {
                throw error;
            }
            note(proxy ? `${proxy.url.host} (${proxy.variable}) leads to ${url.host}` : `none for ${url.host}`, !proxy);
        }
    },

    async connection({ ways }, note) {
        for (const { url, error, protocol, certificate } of ways) {
            if (error) {
                throw error;
            }
            if (certificate) {
                const { issuer, valid_to } = certificate;
                const days = Math.floor((Date.parse(valid_to) - Date.now()) / dayMs);
                note(`${url.host}: ${protocol}, certificate by ${nameOf(issuer)}`);
                note(`${days < 30 ? "warning: it" : "it"} expires in ${days} days, on ${valid_to}`);
            } else {
                note(`${url.host}: plain http, on loopback`);
            }
        }
    },

    async token(visit, note) {
        visit.asked = await askVault(visit);
        const { tokenSeconds, error } = visit.asked;
        if (tokenSeconds === undefined) {
            throw error;
        }
        note(`given for ${tokenSeconds} seconds`);
    },

    async route({ asked: { error } }, note) {
        // What the vault itself says no to has found its way.
        if (error && !(error instanceof VaultError && error.fromVault)) {
            throw error;
        }
        note("the vault answers GET api/mysafe/password");
    },

    async list({ asked: { passwords, error } }, note) {
        if (error) {
            throw error;
        }
        note(`${passwords.size} passwords can be seen`);
    },

    async rights({ asked }, note) {
        const passwords = [...asked.passwords.values()];
        if (passwords.length === 0) {
            note("warning: not known, since the list is empty: the vault may leave out inactive passwords.", true);
            note(`If some are active that are to be disabled, ${share}`, true);
            return;
        }
        const barred = passwords.flatMap(({ canWrite, identifier }) => (canWrite ? [] : identifier));
        const named = barred.slice(0, 5).join(", ") + (barred.length > 5 ? ", …" : "");
        if (barred.length === passwords.length) {
            throw new CommandError(
                `the access key may edit none of the passwords that it sees: ${named}`,
                "none is shared with it with edit permission.",
                share,
            );
        }
        note(
            `${passwords.length - barred.length} of them may be edited, and so disabled${named && `; ${named} may not`}`,
        );
    },
};

/** Who signed a certificate: some authorities have neither a name nor an organization. */
function nameOf(issuer: PeerCertificate["issuer"]): string {
    const parts = Object.entries(issuer).map(([key, value]) => `${key}=${value}`);
    return oneLine(`${issuer.CN || issuer.O || parts.join(", ") || "an unnamed issuer"}`);
}
