// What stands in a page.

/** @param {string} name @param {ParentNode} [within] @returns {HTMLElement | null} */
export const find = (name, within = document) => within.querySelector(`[data-${name}]`);

/** A sentence that the page brings along. @param {string} name */
export const sentence = (name) => find(`sentence="${name}"`)?.innerHTML ?? "";
