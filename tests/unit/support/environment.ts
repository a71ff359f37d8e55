const proxyVariables = /^(https?|all|no)_proxy$/i;

/** Removes all proxies from the environment for each test of a suite, and restores it afterwards. */
export function useNoProxy(): void {
    let before: NodeJS.ProcessEnv = {};

    beforeEach(() => {
        before = Object.fromEntries(Object.entries(process.env).filter(([name]) => proxyVariables.test(name)));
        forgetProxies();
    });

    afterEach(() => {
        forgetProxies();
        Object.assign(process.env, before);
    });
}

/** Removes all proxies from the environment. */
function forgetProxies(): void {
    for (const name of Object.keys(process.env).filter((found) => proxyVariables.test(found))) {
        delete process.env[name];
    }
}
