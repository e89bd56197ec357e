namespace Visavis.Engine.Hearing;

/// <summary>
/// Token times from attention by dynamic time warping: the attention is made comparable over the rows, smoothed, and the cheapest
/// monotonic path through it says from which moment on each token was looked at.
/// </summary>
internal static class WhisperAlignment
{
    private const int FilterWidth = 7;

    /// <summary>The first state of each row, ascending.</summary>
    public static int[] FirstStates(WhisperAttention attention)
    {
        var cost = Cost(attention);
        return Trace(Accumulate(cost, attention.Rows, attention.States), attention.Rows, attention.States);
    }

    /// <summary>[rows, states], low where the rows' attention is high.</summary>
    private static float[] Cost(WhisperAttention attention)
    {
        var (rows, states) = (attention.Rows, attention.States);
        var cost = new float[rows * states];
        var (mean, deviation, row) = (new float[states], new float[states], new float[states]);
        for (var head = 0; head < WhisperAttention.Heads; head++)
        {
            Spread(attention, head, mean, deviation);
            for (var j = 0; j < rows; j++)
            {
                var weights = attention[j, head];
                for (var s = 0; s < states; s++)
                {
                    row[s] = deviation[s] > 0 ? (weights[s] - mean[s]) / deviation[s] : 0;
                }
                SubtractMedians(row, cost.AsSpan(j * states, states));
            }
        }
        return cost;
    }

    private static void Spread(WhisperAttention attention, int head, Span<float> mean, Span<float> deviation)
    {
        mean.Clear();
        deviation.Clear();
        for (var j = 0; j < attention.Rows; j++)
        {
            var weights = attention[j, head];
            for (var s = 0; s < mean.Length; s++)
            {
                mean[s] += weights[s] / attention.Rows;
            }
        }
        for (var j = 0; j < attention.Rows; j++)
        {
            var weights = attention[j, head];
            for (var s = 0; s < mean.Length; s++)
            {
                deviation[s] += (weights[s] - mean[s]) * (weights[s] - mean[s]) / attention.Rows;
            }
        }
        foreach (ref var square in deviation)
        {
            square = MathF.Sqrt(square);
        }
    }

    /// <summary>Takes the median of seven around each value, mirrored at the ends, from <paramref name="cost"/>.</summary>
    private static void SubtractMedians(ReadOnlySpan<float> row, Span<float> cost)
    {
        Span<float> around = stackalloc float[FilterWidth];
        for (var s = 0; s < row.Length; s++)
        {
            for (var i = 0; i < FilterWidth; i++)
            {
                var at = Math.Abs(s + i - FilterWidth / 2);
                at = at < row.Length ? at : Math.Max(0, 2 * (row.Length - 1) - at);
                // Sorted as they come: an insertion sort beats a call for seven values.
                var place = i;
                for (; place > 0 && around[place - 1] > row[at]; place--)
                {
                    around[place] = around[place - 1];
                }
                around[place] = row[at];
            }
            cost[s] -= around[FilterWidth / 2] / WhisperAttention.Heads;
        }
    }

    /// <summary>For each cell the cheapest step into it: 0 diagonal, 1 from the row before, 2 from the state before.</summary>
    private static byte[] Accumulate(float[] cost, int rows, int states)
    {
        var steps = new byte[rows * states];
        var (before, now) = (new float[states + 1], new float[states + 1]);
        Array.Fill(before, float.PositiveInfinity);
        before[0] = 0;
        for (var j = 0; j < rows; j++)
        {
            now[0] = float.PositiveInfinity;
            for (var s = 0; s < states; s++)
            {
                var (diagonal, row, state) = (before[s], before[s + 1], now[s]);
                var (least, step) = diagonal < row && diagonal < state ? (diagonal, 0) : row < diagonal && row < state ? (row, 1) : (state, 2);
                now[s + 1] = cost[j * states + s] + least;
                steps[j * states + s] = (byte)step;
            }
            (before, now) = (now, before);
        }
        return steps;
    }

    private static int[] Trace(byte[] steps, int rows, int states)
    {
        var first = new int[rows];
        var (row, state) = (rows - 1, states - 1);
        while (row >= 0 && state >= 0)
        {
            first[row] = state;
            var step = steps[row * states + state];
            row -= step is 0 or 1 ? 1 : 0;
            state -= step is 0 or 2 ? 1 : 0;
        }
        return first;
    }
}
