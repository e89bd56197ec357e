using System.Numerics;

namespace Visavis.Engine.Render;

/// <summary>An opening's upper and lower edge at every pixel column of its rectangle.</summary>
internal sealed class OpeningProfile(int width)
{
    /// <summary>Edge heights by column; outside <see cref="First"/>..<see cref="Last"/> they are meaningless.</summary>
    public float[] Top { get; } = new float[width];

    public float[] Bottom { get; } = new float[width];

    /// <summary>First and last column that the opening touches; Last is below First when there is none.</summary>
    public int First { get; private set; }

    public int Last { get; private set; }

    public float Area { get; private set; }

    public float HeightAt(int column) => Bottom[column] - Top[column];

    public OpeningProfile Trace(Opening opening, ReadOnlySpan<Vector2> shape)
    {
        Array.Fill(Top, float.PositiveInfinity);
        Array.Fill(Bottom, float.NegativeInfinity);
        TraceChain(opening.Upper, shape, upper: true);
        TraceChain(opening.Lower, shape, upper: false);
        (First, Last, Area) = (Top.Length, -1, 0);
        for (var x = 0; x < Top.Length; x++)
        {
            if (Top[x] < float.PositiveInfinity && Bottom[x] > float.NegativeInfinity)
            {
                First = Math.Min(First, x);
                Last = x;
                Area += Math.Max(0, HeightAt(x));
            }
        }
        return this;
    }

    private void TraceChain(int[] chain, ReadOnlySpan<Vector2> shape, bool upper)
    {
        for (var i = 0; i + 1 < chain.Length; i++)
        {
            Vector2 a = shape[chain[i]], b = shape[chain[i + 1]];
            if (a.X > b.X)
            {
                (a, b) = (b, a);
            }
            var end = Math.Min(Top.Length - 1, (int)MathF.Floor(b.X));
            for (var x = Math.Max(0, (int)MathF.Ceiling(a.X)); x <= end; x++)
            {
                var y = a.Y + (b.Y - a.Y) * (x - a.X) / Math.Max(1e-3f, b.X - a.X);
                if (upper)
                {
                    Top[x] = Math.Min(Top[x], y);
                }
                else
                {
                    Bottom[x] = Math.Max(Bottom[x], y);
                }
            }
        }
    }
}
