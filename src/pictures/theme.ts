// How pictures look: a card of its own colours, legible on a light and on a dark chat alike, and on a phone.

export const WIDTH = 800;
export const HEIGHT = 450;
export const MARGIN = 28;

export const COLOURS = {
  card: '#16202c',
  grid: '#2c3a4a',
  text: '#f1f5f9',
  quiet: '#a3b3c4',
  warning: '#ffc857',
  level: '#7bd88f',
  faint: '#5b6f85',
  /** Told apart by people who see few colours too. */
  series: ['#5ab4f0', '#f5a04c', '#d68cf0'],
} as const;

export const SIZES = { title: 27, text: 18, axis: 16, foot: 15 } as const;
