/** What a detector of growing error rates says of each prediction. */
export type ErrorAlarm = 'drift' | 'warning' | undefined;

/**
 * Drift Detection Method (Gama and others 2004) on a stream of bits, 1 for a wrong prediction: alarms when the error rate is
 * further above its minimum than so many of the minimum's standard errors; then it starts anew.
 */
export function ddm(
  errors: ArrayLike<number>,
  {
    warmUp = 30,
    warning = 2,
    drift = 3,
  }: { readonly warmUp?: number; readonly warning?: number; readonly drift?: number } = {},
): ErrorAlarm[] {
  let [count, rate] = [0, 0];
  let [lowestRate, lowestError] = [Infinity, Infinity];
  return Array.from(errors, (error) => {
    count++;
    rate += (error - rate) / count;
    if (count <= warmUp) return undefined;
    const standardError = Math.sqrt((rate * (1 - rate)) / count);
    const now = rate + standardError;
    if (now <= lowestRate + lowestError) [lowestRate, lowestError] = [rate, standardError];
    if (now > lowestRate + drift * lowestError) {
      [count, rate, lowestRate, lowestError] = [0, 0, Infinity, Infinity];
      return 'drift';
    }
    return now > lowestRate + warning * lowestError ? 'warning' : undefined;
  });
}

/**
 * Early Drift Detection Method (Baena-García and others 2006): watches the distance between errors, mean plus two standard
 * deviations, against its maximum. Its published limits of 0.95 and 0.9 alarm on steady streams: give lower ones.
 */
export function eddm(
  errors: ArrayLike<number>,
  {
    warmUp = 30,
    warning = 0.95,
    drift = 0.9,
  }: { readonly warmUp?: number; readonly warning?: number; readonly drift?: number } = {},
): ErrorAlarm[] {
  let [count, wrong, last, mean, squares, largest] = [0, 0, 0, 0, 0, -1];
  let alarm: ErrorAlarm;
  return Array.from(errors, (error) => {
    if (alarm === 'drift') {
      [count, wrong, last, mean, squares, largest] = [0, 0, 0, 0, 0, -1];
      alarm = undefined;
    }
    count++;
    // Between errors nothing is known, so the last word stands.
    if (error !== 1) return alarm;
    wrong++;
    const distance = count - last;
    last = count;
    const before = mean;
    mean += (distance - mean) / wrong;
    squares += (distance - before) * (distance - mean);
    const now = mean + 2 * Math.sqrt(wrong > 1 ? squares / (wrong - 1) : 0);
    if (count <= warmUp) return alarm;
    if (now > largest) largest = now;
    else if (wrong > warmUp) alarm = now < largest * drift ? 'drift' : now < largest * warning ? 'warning' : undefined;
    return alarm;
  });
}
