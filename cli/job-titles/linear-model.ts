/*
 * Multinomial logistic regression on features that are there or not, by AdaGrad with a pull towards
 * zero, so that most weights are zero. An example shows a part of its features at a time, so that
 * none is relied on alone. The weights are the mean of those after the later epochs. The same
 * examples in the same order make the same weights.
 */

export type Example = { readonly features: Int32Array; readonly label: number };

/** Weights by feature, then by class; the biases of the classes stand last. */
export function trainLinearModel(
  examples: readonly Example[],
  { features, classes }: { readonly features: number; readonly classes: number },
): Float32Array {
  const weights = new Float32Array((features + 1) * classes);
  const means = new Float32Array(weights.length);
  const squares = new Float32Array(features * classes).fill(FIRST_SQUARE);
  const firstBias = features * classes;
  const order = examples.map((_, at) => at);
  const random = randomNumbers();
  const shown = new Int32Array(Math.max(0, ...examples.map((example) => example.features.length)));
  const scores = new Float64Array(classes);
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    shuffle(order, random);
    for (const at of order) {
      const { label, features: all } = examples[at]!;
      let count = 0;
      for (const feature of all) if (random() >= SHARE_HIDDEN) shown[count++] = feature * classes;
      if (count === 0) continue;
      const scale = 1 / Math.sqrt(count);
      scores.fill(0);
      // Feature by feature, since the weights of a feature stand together in memory.
      for (let i = 0; i < count; i++) {
        const first = shown[i]!;
        for (let c = 0; c < classes; c++) scores[c]! += weights[first + c]!;
      }
      turnIntoErrors(scores, { scale, biases: weights.subarray(firstBias), label });
      for (let c = 0; c < classes; c++) weights[firstBias + c]! -= RATE_OF_BIAS * scores[c]!;
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
    if (epoch >= FIRST_MEANT)
      for (let w = 0; w < weights.length; w++) means[w]! += weights[w]! / (EPOCHS - FIRST_MEANT);
  }
  return means;
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
