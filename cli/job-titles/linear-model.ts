/*
 * Multinomial logistic regression on features that are there or not, by AdaGrad with a pull towards
 * zero, so that most weights are zero. An example shows a part of its features at a time, so that
 * none is relied on alone. The weights are the mean of those after the later epochs. The same
 * examples in the same order make the same weights.
 */

export type Example = { readonly features: Int32Array; readonly label: number };

/**
 * Weights by feature, then by class; the biases of the classes stand last: (features + 1) × classes
 * numbers.
 */
export function trainLinearModel(
  examples: readonly Example[],
  { features, classes }: { readonly features: number; readonly classes: number },
): Float32Array {
  const training: Training = {
    classes,
    weights: new Float32Array((features + 1) * classes),
    squares: new Float32Array(features * classes).fill(FIRST_SQUARE),
    shown: new Int32Array(Math.max(0, ...examples.map((example) => example.features.length))),
    scores: new Float64Array(classes),
    random: randomNumbers(),
  };
  const { weights, random } = training;
  const means = new Float32Array(weights.length);
  const order = examples.map((_, at) => at);
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    shuffle(order, random);
    for (const at of order) learnFrom(examples[at]!, training);
    if (epoch >= FIRST_MEANT)
      for (let w = 0; w < weights.length; w++) means[w]! += weights[w]! / (EPOCHS - FIRST_MEANT);
  }
  return means;
}

/** What is learnt so far, and room for one example. */
type Training = {
  readonly classes: number;
  readonly weights: Float32Array;
  /** the sum of squared slopes of each weight, which shortens its steps */
  readonly squares: Float32Array;
  /** where the weights of each feature that is shown begin */
  readonly shown: Int32Array;
  /** by class */
  readonly scores: Float64Array;
  readonly random: () => number;
};

/** One step by one example. */
function learnFrom({ features, label }: Example, training: Training): void {
  const { classes, weights, scores } = training;
  const count = show(features, training);
  if (count === 0) return;
  const scale = 1 / Math.sqrt(count);
  const firstBias = weights.length - classes;
  addUp(count, training);
  turnIntoErrors(scores, { scale, biases: weights.subarray(firstBias), label });
  for (let c = 0; c < classes; c++) weights[firstBias + c]! -= RATE_OF_BIAS * scores[c]!;
  moveWeights(count, scale, training);
}

/** Hides a part of the features, and says how many are left. */
function show(features: Int32Array, { shown, classes, random }: Training): number {
  let count = 0;
  for (const feature of features) if (random() >= SHARE_HIDDEN) shown[count++] = feature * classes;
  return count;
}

/** Sums of weights by class, feature by feature, since the weights of a feature stand together. */
function addUp(count: number, { shown, classes, weights, scores }: Training): void {
  scores.fill(0);
  for (let i = 0; i < count; i++) {
    const first = shown[i]!;
    for (let c = 0; c < classes; c++) scores[c]! += weights[first + c]!;
  }
}

/** A step of AdaGrad against the errors in `scores`, and the pull towards zero. */
function moveWeights(count: number, scale: number, { shown, classes, weights, squares, scores }: Training): void {
  for (let i = 0; i < count; i++) {
    const first = shown[i]!;
    for (let c = 0; c < classes; c++) {
      const w = first + c;
      const slope = scores[c]! * scale;
      const square = squares[w]! + slope * slope;
      squares[w] = square;
      const step = RATE / Math.sqrt(square);
      const moved = weights[w]! - step * slope;
      const pull = step * PULL;
      weights[w] = moved > pull ? moved - pull : moved < -pull ? moved + pull : 0;
    }
  }
}

/** From sums of weights to what the probability of each class is off by. */
function turnIntoErrors(
  scores: Float64Array,
  { scale, biases, label }: { readonly scale: number; readonly biases: Float32Array; readonly label: number },
): void {
  let most = Number.NEGATIVE_INFINITY;
  for (let c = 0; c < scores.length; c++) {
    scores[c] = scores[c]! * scale + biases[c]!;
    most = Math.max(most, scores[c]!);
  }
  let total = 0;
  for (let c = 0; c < scores.length; c++) total += scores[c] = Math.exp(scores[c]! - most);
  for (let c = 0; c < scores.length; c++) scores[c] = scores[c]! / total - (c === label ? 1 : 0);
}

const EPOCHS = 8;
const FIRST_MEANT = 4;
const SHARE_HIDDEN = 0.3;
const RATE = 0.5;
const RATE_OF_BIAS = 0.01;
const PULL = 0.004;
const FIRST_SQUARE = 0.1;

function shuffle(order: number[], random: () => number): void {
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
}

/** The same numbers at every run: Lehmer's generator. */
function randomNumbers(): () => number {
  let state = 1;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
