/** For time limits of the program that are not the subject: longer than anything takes, however busy the machine is. */
export const PATIENT_MS = 120_000;
