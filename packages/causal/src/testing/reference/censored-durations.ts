/**
 * Censored durations of three textbook studies; a plus sign marks one that was cut off.
 */
const observed = {
  aml: {
    Maintained: '9 13 13+ 18 23 28+ 31 34 45+ 48 161+',
    Nonmaintained: '5 5 8 8 12 16+ 23 27 30 33 43 45',
  },
  lung: {
    '1': '306 455 1010+ 210 883 1022+ 218 166 170 71 567 144 613 707 88 301 624 371 394 574 118 390 12 26 533 53 814 93 460 583 303 519 643 189 53 246 689 65 132 223 175 163 65 428 230 840+ 11 132 11 176 791 95 196+ 806+ 284 147 163 655 239 88 30 179 310 477 364 107 177 156 11 429 15 181 283 13 212 524 288 363 442 54 558 207 92 60 202 353 267 387 457 337 404+ 222 458+ 353 163 31 229 444+ 156 329 291 179 292+ 142 413+ 320 181 285 301+ 197 303+ 180 300+ 284+ 259+ 110 286 270 81 131 225+ 269 225+ 279+ 135 59 105 237+ 221+ 185+ 13 222+ 183 197+ 116 188+ 191+ 174+',
    '2': '310 361 654 728 61 81 520 473 107 122 965+ 731 153 433 145 95 765 735 5 687 345 444 60 208 821+ 305 226 426 705 363 167 641 740+ 245 588+ 166 559+ 450 529+ 351 201 524 199 550 551+ 543+ 293 511+ 511+ 371 201 62 356+ 340 315+ 182 364+ 376+ 384+ 268 266+ 194 348 382+ 296+ 186 145 269+ 350 272+ 292+ 332+ 285 243+ 276+ 79 240+ 202+ 235+ 224+ 239 173+ 252+ 92+ 192+ 211+ 175+ 203+ 105+ 177+',
  },
  leukemia: {
    '6MP': '6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+',
    control: '1 1 2 2 3 4 4 5 5 8 8 8 8 11 11 12 12 15 17 22 23',
  },
} as const;

/** Times and ends of one arm. */
export type Arm = { readonly time: Float64Array; readonly ended: Uint8Array };

/** The arms of a study by name. */
export function study(name: keyof typeof observed): Readonly<Record<string, Arm>> {
  return Object.fromEntries(
    Object.entries<string>(observed[name]).map(([arm, text]) => [arm, parse(text)]),
  );
}

function parse(text: string): Arm {
  const words = text.split(' ');
  return {
    time: Float64Array.from(words, (word) => Number.parseFloat(word)),
    ended: Uint8Array.from(words, (word) => (word.endsWith('+') ? 0 : 1)),
  };
}
