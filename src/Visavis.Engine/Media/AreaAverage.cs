namespace Visavis.Engine.Media;

/// <summary>Reduces a picture: every new pixel is the mean of the area that it covers.</summary>
internal static class AreaAverage
{
    public static RgbPicture Of(RgbPicture picture, int width, int height)
    {
        var rows = new float[picture.Height * width * 3];
        for (var y = 0; y < picture.Height; y++)
        {
            Line(picture.Samples.AsSpan(y * picture.Width * 3, picture.Width * 3), rows.AsSpan(y * width * 3, width * 3), picture.Width, width);
        }
        var reduced = new RgbPicture(width, height);
        var sum = new float[width * 3];
        var scale = (double)picture.Height / height;
        for (var y = 0; y < height; y++)
        {
            Array.Clear(sum);
            foreach (var (row, share) in Covered(y * scale, (y + 1) * scale, picture.Height))
            {
                Add(rows.AsSpan(row * width * 3, width * 3), (float)(share / scale), sum);
            }
            for (var i = 0; i < sum.Length; i++)
            {
                reduced.Samples[y * width * 3 + i] = (byte)(sum[i] + .5f);
            }
        }
        return reduced;
    }

    private static void Line(ReadOnlySpan<byte> source, Span<float> target, int from, int to)
    {
        var scale = (double)from / to;
        for (var x = 0; x < to; x++)
        {
            foreach (var (column, share) in Covered(x * scale, (x + 1) * scale, from))
            {
                for (var c = 0; c < 3; c++)
                {
                    target[x * 3 + c] += source[column * 3 + c] * (float)(share / scale);
                }
            }
        }
    }

    private static void Add(ReadOnlySpan<float> row, float share, Span<float> sum)
    {
        for (var i = 0; i < row.Length; i++)
        {
            sum[i] += share * row[i];
        }
    }

    /// <summary>The pixels between two places and how much of each lies there.</summary>
    private static IEnumerable<(int Index, double Share)> Covered(double from, double to, int count)
    {
        for (var i = (int)from; i < count && i < to; i++)
        {
            yield return (i, Math.Min(i + 1, to) - Math.Max(i, from));
        }
    }
}
