import { readIdentifier } from "../checks/form";
import { passwordKind } from "../client/kinds";
import type { ListedPassword } from "../client/passwordList";
import { VaultError } from "../shared/errors";
import { formatName, withName } from "../shared/passwordName";
import { quote } from "../shared/text";
import { type Command, CommandError, UsageError } from "./command";
import { findInStacks, type StackFacts } from "./stackFacts";
import { type VaultAccess, withVault } from "./vaultAccess";

export const enableCommand: Command = {
    summary: "enables a password that was disabled by mistake",
    description: `Enables one password in the vault. It says which password that is, warns where a stack of this folder's project
still declares it, and asks first. The settings are those of the resources: the stack configuration, then the
environment. The states of stacks stay as they are.`,
    argument: ["identifier", "the password's number, as `pulumi-mysafe list` and the report show it"],
    options: { stack: ["NAME", "the stack with the settings (default: the stack that is selected in this folder)"] },
    switches: { yes: "enable it without asking" },
    async run({ identifier = "", stack, yes }, io) {
        // 1. Check the arguments before anything is sent.
        if (readIdentifier(identifier, { property: "identifier" }, passwordKind).failure !== undefined) {
            throw new UsageError(`${quote(identifier)} is not an identifier: it must be a whole number from 1`);
        }
        if (yes === undefined && io.ask === undefined) {
            throw new CommandError(
                `enabling password ${identifier} needs a confirmation`,
                "there is no terminal to ask on.",
                "pass --yes to enable it without a question.",
            );
        }
        return withVault(io, stack, async (access) => {
            const { vault, settings, redact, note } = access;
            // 2. Name the password and the stacks that declare it.
            const [listed, facts] = await Promise.all([
                findListed(access, identifier),
                findInStacks(io, identifier, [settings.url, ...settings.formerUrls]),
            ]);
            const name = (listed && formatName(listed)) ?? facts.name;
            const subject = `password ${withName(identifier, name)}`;
            note(`${subject} at ${settings.url}`);
            if (name === undefined) {
                note("its name is unknown: the vault's list does not show it, and no state that was read does");
            }
            if (listed?.canWrite === false) {
                note("warning: the access key may not edit it, so the vault will refuse");
            }
            warnings(facts).forEach(note);
            // 3. Ask.
            if (yes === undefined && !/^y(es)?$/i.test((await io.ask?.("Enable it? [y/N] ")) ?? "")) {
                note(`${subject} stays as it is`);
                return 1;
            }
            // 4. Enable it.
            const wasInactive = await vault.enable(identifier, name);
            io.stdout(redact(`${subject} ${wasInactive ? "is active again" : "is active already"}\n`));
            return 0;
        });
    },
};

/** Returns the entry in the vault's list; undefined where the list leaves it out, or the access key may not list. */
async function findListed({ vault }: VaultAccess, identifier: string): Promise<ListedPassword | undefined> {
    try {
        return (await vault.list()).get(identifier);
    } catch (error) {
        if (error instanceof VaultError && error.fromVault) {
            return undefined;
        }
        throw error;
    }
}

function warnings({ declarations, elsewhere, unread }: StackFacts): string[] {
    // The same number is another password in another vault.
    const others = declarations.length > 0 ? [] : elsewhere;
    const moved = others.map(
        ({ stack, vaultUrl }) =>
            `warning: stack ${stack} has a password of this number in the vault at ${vaultUrl}. This is another vault.`,
    );
    const declared = declarations.map(({ stack, resource, isAdditive }) => {
        const removal = isAdditive
            ? "First remove it from the program, and `additive` too: an additive set keeps what leaves its list."
            : "Remove it from the program first.";
        return `warning: stack ${stack} declares it (resource ${resource}): the next refresh finds it active, and the next \`pulumi up\` disables it again. ${removal}`;
    });
    return [...declared, ...moved, ...unread];
}
