import { Vault } from "../client/vault";
import type { Settings } from "../settings/settings";
import { ConfigError, ExpectedError } from "../shared/errors";
import type { Io } from "./command";
import { inProgramFolder } from "./programFolder";
import { createStackRedaction, readStackConfig, readStackSettings } from "./stackConfig";

/** The vault of a command. */
export interface VaultAccess {
    vault: Vault;
    settings: Settings;
    /** Replaces in a line the values that the stack encrypts. */
    redact(line: string): string;
    /** Writes a line to standard error, redacted. */
    note(line: string): void;
}

/**
 * Runs an action with the vault of the resources: the settings come from the stack configuration, then from the environment.
 * An expected error of the action goes to standard error.
 *
 * @returns The action's exit code, or 1 after such an error.
 */
export async function withVault(
    io: Io,
    stackName: string | undefined,
    act: (access: VaultAccess) => Promise<number>,
): Promise<number> {
    const stack = await readStackConfig(io, stackName);
    const redact = createStackRedaction(stack);
    const note = (line: string) => io.stderr(`pulumi-mysafe: ${redact(line)}\n`);
    try {
        const settings = await inProgramFolder(io.cwd, () => readStackSettings(stack, io.env));
        settings.warnings.forEach(note);
        // Somebody waits for the answer: like a preview, the command gives up soon where nothing listens.
        const vault = new Vault(settings, {
            log: { info: note, warn: note, error: note, status: note },
            isPreview: () => true,
        });
        return await act({ vault, settings, redact, note });
    } catch (error) {
        if (!(error instanceof ExpectedError)) {
            throw error;
        }
        const source = stack.missing && `\nThe settings come from the environment only: ${stack.missing.reason}.`;
        note(`${error.message}${error instanceof ConfigError && source ? source : ""}`);
        return 1;
    }
}
