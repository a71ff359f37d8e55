/** The doors to the lifecycle: the SDK's dynamic provider, and the provider plugin. A story for both is written once. */

/** A door: `dynamic` is the npm package, `plugin` the provider plugin with its generated SDK. */
export type Door = "dynamic" | "plugin";

const doors: readonly Door[] = ["dynamic", "plugin"];
let current: Door = "dynamic";

/** Returns the door that stacks and programs of tests now use. */
export function currentDoor(): Door {
    return current;
}

/** Changes the door, for a story that moves a stack from one to the other. */
export function setDoor(door: Door): void {
    current = door;
}

/** Declares a suite for one door. Programs of both import `pulumi-mysafe`. */
export function describeForDoor(door: Door, title: string, define: (this: Mocha.Suite, door: Door) => void): void {
    describe(title, function () {
        beforeEach(() => setDoor(door));
        after(() => setDoor("dynamic"));
        define.call(this, door);
    });
}

/** Declares a suite for each door. */
export function describeForBothDoors(title: string, define: (this: Mocha.Suite, door: Door) => void): void {
    for (const door of doors) {
        describeForDoor(door, `${title} (${door})`, define);
    }
}
