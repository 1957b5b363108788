/** A point in the unit square of a digit: x to the right, y down. */
export type Point = readonly [number, number]

/** A stroke of the pen: a polyline. */
export type Stroke = readonly Point[]

/** Part of an ellipse as a polyline; angles in turns from the right, clockwise as y points down. */
function arc(centre: Point, radii: Point, from: number, to: number): Stroke {
  const pieces = Math.max(4, Math.ceil(Math.abs(to - from) * 24))
  return Array.from({ length: pieces + 1 }, (_, k) => {
    const angle = 2 * Math.PI * (from + ((to - from) * k) / pieces)
    return [centre[0] + radii[0] * Math.cos(angle), centre[1] + radii[1] * Math.sin(angle)]
  })
}

/** How people write the ten digits; several ways for some. Drawn for this project. */
export const DIGIT_STROKES: readonly (readonly (readonly Stroke[])[])[] = [
  [[arc([0.5, 0.5], [0.28, 0.42], -0.2, 0.85)], [arc([0.5, 0.5], [0.34, 0.38], -0.3, 0.75)]],
  [
    [
      [
        [0.5, 0.08],
        [0.5, 0.92],
      ],
    ],
    [
      [
        [0.34, 0.26],
        [0.54, 0.08],
        [0.52, 0.92],
      ],
    ],
  ],
  [
    [[...arc([0.5, 0.3], [0.27, 0.22], -0.48, 0.1), [0.24, 0.9], [0.8, 0.9]]],
    [
      [
        ...arc([0.48, 0.28], [0.26, 0.2], -0.45, 0.12),
        [0.3, 0.82],
        ...arc([0.27, 0.82], [0.07, 0.08], 0.25, 0.9),
        [0.8, 0.92],
      ],
    ],
  ],
  [
    [[...arc([0.46, 0.28], [0.26, 0.2], -0.45, 0.22), ...arc([0.46, 0.69], [0.3, 0.22], -0.2, 0.42)]],
    [[[0.24, 0.1], [0.74, 0.1], [0.46, 0.42], ...arc([0.46, 0.67], [0.29, 0.25], -0.22, 0.4)]],
  ],
  [
    [
      [
        [0.58, 0.08],
        [0.18, 0.62],
        [0.84, 0.62],
      ],
      [
        [0.64, 0.34],
        [0.62, 0.94],
      ],
    ],
    [
      [
        [0.24, 0.1],
        [0.22, 0.5],
        [0.76, 0.5],
      ],
      [
        [0.76, 0.1],
        [0.7, 0.94],
      ],
    ],
  ],
  [[[[0.76, 0.1], [0.34, 0.1], [0.28, 0.46], ...arc([0.46, 0.67], [0.29, 0.24], -0.33, 0.42)]]],
  [
    [[[0.68, 0.08], [0.38, 0.34], [0.24, 0.64], ...arc([0.5, 0.7], [0.26, 0.22], 0.5, -0.5)]],
    [[...arc([0.62, 0.5], [0.38, 0.44], -0.25, -0.5), ...arc([0.5, 0.7], [0.26, 0.22], 0.5, -0.45)]],
  ],
  [
    [
      [
        [0.2, 0.12],
        [0.8, 0.12],
        [0.42, 0.94],
      ],
    ],
    [
      [
        [0.2, 0.14],
        [0.8, 0.12],
        [0.44, 0.94],
      ],
      [
        [0.32, 0.5],
        [0.72, 0.5],
      ],
    ],
  ],
  [[arc([0.5, 0.29], [0.22, 0.2], 0.25, 1.25), arc([0.5, 0.7], [0.27, 0.22], -0.25, 0.75)]],
  [
    [[...arc([0.48, 0.32], [0.25, 0.23], 0, -1), [0.72, 0.4], [0.64, 0.94]]],
    [
      [
        ...arc([0.5, 0.32], [0.25, 0.23], -0.05, -1),
        [0.75, 0.6],
        ...arc([0.48, 0.7], [0.27, 0.22], 0.05, 0.4),
      ],
    ],
  ],
]
