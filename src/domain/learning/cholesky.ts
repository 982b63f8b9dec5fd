/*
 * Linear algebra of symmetric positive matrices, which are stored row by row in one array. Four
 * rows go together where that is much faster; each sum is made in the same order as alone.
 */

/** Puts the lower factor in place of the lower triangle; false: the matrix is not positive. */
export function factorise(matrix: Float64Array, size: number): boolean {
  for (let j = 0; j < size; j++) {
    const rowJ = j * size;
    let pivot = matrix[rowJ + j]!;
    for (let k = 0; k < j; k++) pivot -= matrix[rowJ + k]! ** 2;
    if (!(pivot > 0)) return false;
    const root = Math.sqrt(pivot);
    matrix[rowJ + j] = root;
    let i = j + 1;
    for (; i + 3 < size; i += 4) {
      const rowA = i * size;
      const [rowB, rowC, rowD] = [rowA + size, rowA + 2 * size, rowA + 3 * size];
      let a = matrix[rowA + j]!;
      let b = matrix[rowB + j]!;
      let c = matrix[rowC + j]!;
      let d = matrix[rowD + j]!;
      for (let k = 0; k < j; k++) {
        const f = matrix[rowJ + k]!;
        a -= matrix[rowA + k]! * f;
        b -= matrix[rowB + k]! * f;
        c -= matrix[rowC + k]! * f;
        d -= matrix[rowD + k]! * f;
      }
      matrix[rowA + j] = a / root;
      matrix[rowB + j] = b / root;
      matrix[rowC + j] = c / root;
      matrix[rowD + j] = d / root;
    }
    for (; i < size; i++) {
      const rowI = i * size;
      let value = matrix[rowI + j]!;
      for (let k = 0; k < j; k++) value -= matrix[rowI + k]! * matrix[rowJ + k]!;
      matrix[rowI + j] = value / root;
    }
  }
  return true;
}

/** Solves a system for one right-hand side. `factor`: made by `factorise`. */
export function solve(factor: Float64Array, size: number, right: Float64Array): Float64Array {
  const x = right.slice();
  for (let i = 0; i < size; i++) {
    let value = x[i]!;
    for (let k = 0; k < i; k++) value -= factor[i * size + k]! * x[k]!;
    x[i] = value / factor[i * size + i]!;
  }
  for (let i = size - 1; i >= 0; i--) {
    let value = x[i]!;
    for (let k = i + 1; k < size; k++) value -= factor[k * size + i]! * x[k]!;
    x[i] = value / factor[i * size + i]!;
  }
  return x;
}

/** The inverse of the factor itself: each row comes from those above it. */
function inverseOfFactor(factor: Float64Array, size: number): Float64Array {
  const lower = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    const rowI = i * size;
    const pivot = factor[rowI + i]!;
    let k = 0;
    for (; k + 3 < i; k += 4) {
      const rowA = k * size;
      const [rowB, rowC, rowD] = [rowA + size, rowA + 2 * size, rowA + 3 * size];
      const a = factor[rowI + k]! / pivot;
      const b = factor[rowI + k + 1]! / pivot;
      const c = factor[rowI + k + 2]! / pivot;
      const d = factor[rowI + k + 3]! / pivot;
      // Above the diagonal the rows are 0.
      for (let j = 0; j <= k + 3; j++) {
        let value = lower[rowI + j]!;
        value -= a * lower[rowA + j]!;
        value -= b * lower[rowB + j]!;
        value -= c * lower[rowC + j]!;
        lower[rowI + j] = value - d * lower[rowD + j]!;
      }
    }
    for (; k < i; k++) {
      const f = factor[rowI + k]! / pivot;
      if (f === 0) continue;
      const rowK = k * size;
      for (let j = 0; j <= k; j++) lower[rowI + j]! -= f * lower[rowK + j]!;
    }
    lower[rowI + i] = 1 / pivot;
  }
  return lower;
}

/** The diagonal of the inverse and what is below it: a third of the work of the whole inverse. */
export function inverseBand(
  factor: Float64Array,
  size: number,
): { readonly diagonal: Float64Array; readonly beside: Float64Array } {
  const lower = inverseOfFactor(factor, size);
  const [diagonal, beside] = [new Float64Array(size), new Float64Array(size)];
  for (let k = 0; k < size; k++)
    for (let i = 0; i <= k; i++) {
      const one = lower[k * size + i]!;
      diagonal[i]! += one * one;
      if (i < k) beside[i]! += one * lower[k * size + i + 1]!;
    }
  return { diagonal, beside };
}

/** The inverse by a factor, both triangles. */
export function inverse(factor: Float64Array, size: number): Float64Array {
  const lower = inverseOfFactor(factor, size);
  const full = new Float64Array(size * size);
  for (let k = 0; k < size; k++) {
    const rowK = k * size;
    for (let i = 0; i <= k; i++) {
      const f = lower[rowK + i]!;
      if (f === 0) continue;
      const rowI = i * size;
      for (let j = 0; j <= i; j++) full[rowI + j]! += f * lower[rowK + j]!;
    }
  }
  for (let i = 0; i < size; i++) for (let j = 0; j < i; j++) full[j * size + i] = full[i * size + j]!;
  return full;
}

export const logDeterminant = (factor: Float64Array, size: number): number => {
  let sum = 0;
  for (let i = 0; i < size; i++) sum += 2 * Math.log(factor[i * size + i]!);
  return sum;
};
