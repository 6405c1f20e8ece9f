/** The most that a page of a list can hold, and so the most ids that one call asks for. Documented. */
export const PAGE_SIZE = 100;
