type Row = Readonly<Record<string, string | number>>;
type Axis = { readonly field: string; readonly fieldType: 'category' | 'datetime' | 'linear'; readonly label?: string };
type ChartProps = {
  readonly data: readonly Row[] | { readonly data: readonly Row[] };
  readonly axes: { readonly x: Axis; readonly y: Axis };
  readonly options?: { readonly title?: string };
};

const [WIDTH, HEIGHT, LEFT, BOTTOM, TOP] = [560, 190, 40, 34, 10];
const rowsOf = (data: ChartProps['data']): readonly Row[] => ('data' in data ? data.data : data) as readonly Row[];

/** The position of each value of an axis; categories lie in the order of the rows. */
function placing(axis: Axis, rows: readonly Row[], from: number, to: number) {
  const values = rows.map((row, index) =>
    axis.fieldType === 'category' ? index : Number(new Date(row[axis.field]!).getTime()),
  );
  const numbers = axis.fieldType === 'linear' ? rows.map((row) => Number(row[axis.field])) : values;
  const low = axis.fieldType === 'linear' ? Math.min(0, ...numbers) : Math.min(...numbers);
  const high = Math.max(...numbers, low + 1);
  return {
    low,
    high,
    at: (index: number) => from + (((numbers[index] ?? low) - low) / (high - low)) * (to - from),
    numbers,
  };
}

const day = (value: number) =>
  new Date(value).toLocaleDateString('en-GB', { day: 'numeric', month: 'short', year: '2-digit', timeZone: 'UTC' });

function Frame({
  title,
  axes,
  rows,
  low,
  high,
  children,
}: {
  readonly title: string | undefined;
  readonly axes: ChartProps['axes'];
  readonly rows: readonly Row[];
  readonly low: number;
  readonly high: number;
  readonly children: React.ReactNode;
}) {
  const label = (index: number) => {
    const value = rows.at(index)?.[axes.x.field];
    return axes.x.fieldType === 'datetime' ? day(Number(value)) : String(value);
  };
  const name = title ?? `${axes.y.label ?? axes.y.field} by ${axes.x.label ?? axes.x.field}`;
  return (
    <svg
      className="rp-chart"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={`${name}, ${rows.length} points`}
    >
      <line x1={LEFT} x2={WIDTH - 8} y1={HEIGHT - BOTTOM} y2={HEIGHT - BOTTOM} className="rp-axis" />
      <text x={LEFT - 6} y={HEIGHT - BOTTOM} textAnchor="end">
        {Math.round(low)}
      </text>
      <text x={LEFT - 6} y={TOP + 8} textAnchor="end">
        {Math.round(high)}
      </text>
      <text x={LEFT} y={HEIGHT - 12}>
        {label(0)}
      </text>
      <text x={WIDTH - 8} y={HEIGHT - 12} textAnchor="end">
        {label(-1)}
      </text>
      {children}
    </svg>
  );
}

export function LineChart({ data, axes, options }: ChartProps) {
  const rows = rowsOf(data);
  if (rows.length === 0) return <p className="rp-microcopy">No data to draw.</p>;
  const x = placing(axes.x, rows, LEFT, WIDTH - 12);
  const y = placing(axes.y, rows, HEIGHT - BOTTOM, TOP);
  const points = rows.map((_, index) => `${x.at(index).toFixed(1)},${y.at(index).toFixed(1)}`);
  return (
    <Frame title={options?.title} axes={axes} rows={rows} low={y.low} high={y.high}>
      <polyline points={points.join(' ')} className="rp-line" />
      {points.map((point, index) => {
        const [cx, cy] = point.split(',');
        // biome-ignore lint/suspicious/noArrayIndexKey: points have no other name
        return <circle key={index} cx={cx} cy={cy} r="2.5" className="rp-point" />;
      })}
    </Frame>
  );
}

export function BarChart({ data, axes, options }: ChartProps) {
  const rows = rowsOf(data);
  if (rows.length === 0) return <p className="rp-microcopy">No data to draw.</p>;
  const y = placing(axes.y, rows, HEIGHT - BOTTOM, TOP);
  const step = (WIDTH - LEFT - 12) / rows.length;
  return (
    <Frame title={options?.title} axes={axes} rows={rows} low={y.low} high={y.high}>
      {rows.map((row, index) => (
        <rect
          key={String(row[axes.x.field])}
          x={LEFT + index * step + step * 0.15}
          width={step * 0.7}
          y={y.at(index)}
          height={HEIGHT - BOTTOM - y.at(index)}
          className="rp-bar"
        />
      ))}
    </Frame>
  );
}
