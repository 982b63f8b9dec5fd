/*
 * Linear algebra of symmetric positive matrices: size × size numbers, row by row in one array
 * (Golub and Van Loan, Matrix Computations, 4.2). Two rows go together with four where that is much
 * faster, so that what is read once serves eight sums; each sum is made in the same order as alone.
 */

/**
 * The Cholesky factor L of A = L Lᵀ, column by column. Puts it in place of the lower triangle, and
 * leaves what is above the diagonal; false: the matrix is not positive.
 */
export function factorise(matrix: Float64Array, size: number): boolean {
  for (let j = 0; j < size; j += 2) {
    const [rowJ, rowK] = [j * size, (j + 1) * size];
    const root = Math.sqrt(alone(matrix, rowJ, rowJ, j));
    if (!(root > 0)) return false;
    matrix[rowJ + j] = root;
    if (j + 1 === size) return true;
    const below = alone(matrix, rowK, rowJ, j) / root;
    matrix[rowK + j] = below;
    const rootK = Math.sqrt(alone(matrix, rowK, rowK, j + 1));
    if (!(rootK > 0)) return false;
    matrix[rowK + j + 1] = rootK;
    let i = j + 2;
    for (; i + 3 < size; i += 4) {
      const rowA = i * size;
      const [rowB, rowC, rowD] = [rowA + size, rowA + 2 * size, rowA + 3 * size];
      let a = matrix[rowA + j]!;
      let b = matrix[rowB + j]!;
      let c = matrix[rowC + j]!;
      let d = matrix[rowD + j]!;
      let aa = matrix[rowA + j + 1]!;
      let bb = matrix[rowB + j + 1]!;
      let cc = matrix[rowC + j + 1]!;
      let dd = matrix[rowD + j + 1]!;
      for (let k = 0; k < j; k++) {
        const f = matrix[rowJ + k]!;
        const g = matrix[rowK + k]!;
        const p = matrix[rowA + k]!;
        a -= p * f;
        aa -= p * g;
        const q = matrix[rowB + k]!;
        b -= q * f;
        bb -= q * g;
        const r = matrix[rowC + k]!;
        c -= r * f;
        cc -= r * g;
        const s = matrix[rowD + k]!;
        d -= s * f;
        dd -= s * g;
      }
      a /= root;
      b /= root;
      c /= root;
      d /= root;
      matrix[rowA + j] = a;
      matrix[rowB + j] = b;
      matrix[rowC + j] = c;
      matrix[rowD + j] = d;
      matrix[rowA + j + 1] = (aa - a * below) / rootK;
      matrix[rowB + j + 1] = (bb - b * below) / rootK;
      matrix[rowC + j + 1] = (cc - c * below) / rootK;
      matrix[rowD + j + 1] = (dd - d * below) / rootK;
    }
    for (; i < size; i++) {
      const rowI = i * size;
      matrix[rowI + j] = alone(matrix, rowI, rowJ, j) / root;
      matrix[rowI + j + 1] = alone(matrix, rowI, rowK, j + 1) / rootK;
    }
  }
  return true;
}

/** What is left of one entry after the columns before `j`. */
function alone(matrix: Float64Array, rowI: number, rowJ: number, j: number): number {
  let value = matrix[rowI + j]!;
  for (let k = 0; k < j; k++) value -= matrix[rowI + k]! * matrix[rowJ + k]!;
  return value;
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

/** The inverse of the factor L itself, a lower triangle: each row comes from those above it. */
function inverseOfFactor(factor: Float64Array, size: number): Float64Array {
  const lower = new Float64Array(size * size);
  // Both rows by their pivot, side by side.
  const scaled = new Float64Array(2 * size);
  for (let i = 0; i < size; i += 2) {
    const [rowI, rowK] = [i * size, (i + 1) * size];
    const pivot = factor[rowI + i]!;
    for (let k = 0; k < i; k++) scaled[2 * k] = factor[rowI + k]! / pivot;
    lower[rowI + i] = 1 / pivot;
    const isPair = i + 1 < size;
    const pivotK = isPair ? factor[rowK + i + 1]! : 1;
    if (isPair) for (let k = 0; k <= i; k++) scaled[2 * k + 1] = factor[rowK + k]! / pivotK;
    const last = scaled[2 * i + 1]!;
    let j = 0;
    for (; j + 3 < i; j += 4) {
      let a = 0,
        b = 0,
        c = 0,
        d = 0,
        aa = 0,
        bb = 0,
        cc = 0,
        dd = 0;
      for (let k = j; k < i; k++) {
        const f = scaled[2 * k]!;
        const g = scaled[2 * k + 1]!;
        const at = k * size + j;
        const p = lower[at]!;
        a -= f * p;
        aa -= g * p;
        const q = lower[at + 1]!;
        b -= f * q;
        bb -= g * q;
        const r = lower[at + 2]!;
        c -= f * r;
        cc -= g * r;
        const s = lower[at + 3]!;
        d -= f * s;
        dd -= g * s;
      }
      lower[rowI + j] = a;
      lower[rowI + j + 1] = b;
      lower[rowI + j + 2] = c;
      lower[rowI + j + 3] = d;
      if (!isPair) continue;
      lower[rowK + j] = aa - last * a;
      lower[rowK + j + 1] = bb - last * b;
      lower[rowK + j + 2] = cc - last * c;
      lower[rowK + j + 3] = dd - last * d;
    }
    for (; j <= i; j++) {
      let [a, aa] = [0, 0];
      for (let k = j; k < i; k++) {
        a -= scaled[2 * k]! * lower[k * size + j]!;
        aa -= scaled[2 * k + 1]! * lower[k * size + j]!;
      }
      if (j < i) lower[rowI + j] = a;
      if (isPair) lower[rowK + j] = aa - last * lower[rowI + j]!;
    }
    if (isPair) lower[rowK + i + 1] = 1 / pivotK;
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
