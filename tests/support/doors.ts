/** The doors to the lifecycle: the SDK's dynamic provider, and the provider plugin. A story for both is written once. */

/** A door: `dynamic` is the npm package, `plugin` the provider plugin with its generated SDK. */
export type Door = "dynamic" | "plugin";

const doors: readonly Door[] = ["dynamic", "plugin"];
let current: Door = "dynamic";

/** Returns the door that stacks and programs of tests now use. */
export function currentDoor(): Door {
    return current;
}

/** Declares a suite for each door. Programs of both import `pulumi-mysafe`. */
export function describeForBothDoors(title: string, define: (this: Mocha.Suite, door: Door) => void): void {
    for (const door of doors) {
        describe(`${title} (${door})`, function () {
            before(() => {
                current = door;
            });
            after(() => {
                current = "dynamic";
            });
            define.call(this, door);
        });
    }
}
