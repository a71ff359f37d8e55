const machines: Record<number, string> = {
    // ELF, Mach-O and PE number the machines differently.
    62: "x86-64",
    183: "AArch64",
    16777223: "x86-64",
    16777228: "AArch64",
    34404: "x86-64",
    43620: "AArch64",
};

/** Returns the format and the machine of an executable, as its headers name them. */
export function machineOf(executable: Buffer): string {
    if (executable.readUInt32BE(0) === 0x7f454c46) {
        return `ELF ${machines[executable.readUInt16LE(18)]}`;
    }
    if (executable.readUInt32LE(0) === 0xfeedfacf) {
        return `Mach-O ${machines[executable.readUInt32LE(4)]}`;
    }
    const header = executable.readUInt32LE(0x3c);
    const isPe = executable.readUInt16BE(0) === 0x4d5a && executable.readUInt32BE(header) === 0x50450000;
    return isPe ? `PE ${machines[executable.readUInt16LE(header + 4)]}` : "no executable";
}
