/** Returns this process's environment without variables that affect programs and providers. */
export function cleanEnvironment(): NodeJS.ProcessEnv {
    return Object.fromEntries(
        Object.entries(process.env).filter(([name]) => !/^(SENHASEGURA|PULUMI|NODE)_/i.test(name)),
    );
}
