/** Packs both packages and installs the provider's once, before tests run that need them or the packages' folders. */
import { packedProject, packedTarball } from "./packedProject";

Promise.all([packedProject(), packedTarball("simulator")]).catch((error) => {
    console.error(error);
    process.exitCode = 1;
});
