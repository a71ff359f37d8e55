import { addressOf } from "../settings/vaultUrl";
import { VaultError } from "../shared/errors";
import { oneLine } from "../shared/text";
import { CommandError } from "./command";
import { type DoctorContext, makeFirstCalls } from "./doctorContext";
import { hostsOf, probeHost, resolveHost } from "./doctorProbe";
import { settingsStep } from "./doctorSettings";

/** One check; it throws when the check fails. `isSkipped` notes that there was nothing to check. */
type Step = (context: DoctorContext, note: (line: string, isSkipped?: boolean) => void) => Promise<void>;

const dayMs = 24 * 3600 * 1000;

const share = "share them with the access key, with edit permission (MySafe > Integrations > Access keys).";

/** The checks in order, from the settings to a password that can be disabled. No check changes anything. */
export const doctorSteps: Readonly<Record<string, Step>> = {
    settings: settingsStep,

    async name({ settings }, note) {
        for (const host of hostsOf(settings)) {
            const { hostname } = host.url;
            if (addressOf(host.url) !== undefined) {
                note(`${hostname} is an IP address`, true);
            } else if (host.proxy) {
                note(`the proxy resolves ${hostname}`, true);
            } else {
                const addresses = await resolveHost(host, settings);
                note(`${hostname} resolves to ${addresses.map(({ address }) => address).join(", ")}`);
            }
        }
    },

    async proxy(context, note) {
        const { settings } = context;
        context.probes = await Promise.all(hostsOf(settings).map((host) => probeHost(host, settings)));
        for (const { url, proxy, passedProxy, error } of context.probes) {
            if (!passedProxy) {
                throw error;
            }
            const connects = proxy && `${proxy.url.host} (${proxy.variable}) connects to ${url.host}`;
            note(connects ?? `none for ${url.host}`, !proxy);
        }
    },

    async connection({ probes }, note) {
        for (const { url, error, tls } of probes) {
            if (error) {
                throw error;
            }
            if (!tls) {
                note(`${url.host}: plain http, on loopback`);
                continue;
            }
            const { issuer, valid_to } = tls.certificate;
            const days = Math.floor((Date.parse(valid_to) - Date.now()) / dayMs);
            const authority = oneLine(`${issuer.CN || issuer.O || "an unnamed authority"}`);
            note(`${url.host}: ${tls.protocol}, certificate issued by ${authority}`);
            note(`${days < 30 ? "warning: it" : "it"} expires in ${days} days, on ${valid_to}`);
        }
    },

    async token(context, note) {
        context.firstCalls = await makeFirstCalls(context);
        if (!context.firstCalls.hasToken) {
            throw context.firstCalls.error;
        }
        note("the access key gets a token");
    },

    async route({ firstCalls: { error } }, note) {
        // A refusal by the vault itself proves that the request reached it.
        if (error && !(error instanceof VaultError && error.fromVault)) {
            throw error;
        }
        note("the vault answers GET api/mysafe/password");
    },

    async list({ firstCalls: { passwords, error } }, note) {
        if (error) {
            throw error;
        }
        note(`the access key sees ${passwords.size} passwords`);
    },

    async rights({ firstCalls }, note) {
        const passwords = [...firstCalls.passwords.values()];
        if (passwords.length === 0) {
            note("warning: unknown, because the list is empty. The vault may leave inactive passwords out.", true);
            note(`If there are passwords to disable, ${share}`, true);
            return;
        }
        const readOnly = passwords.flatMap(({ canWrite, identifier }) => (canWrite ? [] : identifier));
        const named = readOnly.slice(0, 5).join(", ") + (readOnly.length > 5 ? ", …" : "");
        if (readOnly.length === passwords.length) {
            throw new CommandError(
                `the access key cannot edit any password that it sees: ${named}`,
                "no password is shared with it with edit permission.",
                share,
            );
        }
        const count = passwords.length - readOnly.length;
        note(`the access key can disable ${count} of them${named && `, but not ${named}`}`);
    },
};
