import { isSpeakable } from "./typed-words.js";

/** Longest piece of a word in one token; language models' vocabularies average about four letters. */
const TOKEN_LETTERS = 6;

/** Cuts an answer into pieces as a language model streams them: a word or a part of one with the space before it. */
export function toTokens(text) {
  const pieces = new RegExp(`\\s?\\p{L}{1,${TOKEN_LETTERS}}|\\s?\\p{N}{1,3}|\\s+(?=\\s\\S)|\\s+$|\\s?[^\\s\\p{L}\\p{N}]+|\\s+`, "gu");
  return text.match(pieces) ?? [];
}

/**
 * The tokens a session is opened with: up to the first that can be spoken (a stream may not start with marks alone).
 * @returns {[string, string[]]} the seed, and the tokens after it
 */
export function splitSeed(tokens) {
  const first = tokens.findIndex(isSpeakable);
  return first < 0 ? ["", []] : [tokens.slice(0, first + 1).join(""), tokens.slice(first + 1)];
}
