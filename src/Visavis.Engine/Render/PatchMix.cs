namespace Visavis.Engine.Render;

/// <summary>
/// How much of which patch. All weights move the vertices; the pixels come from the few strongest patches only, which
/// saves time and ghosts. The choice has no jumps: each keeps what it has above the first one left out.
/// </summary>
internal sealed class PatchMix(int patches)
{
    /// <summary>Most patches whose pixels are blended in one frame.</summary>
    public const int MostBlended = 3;

    /// <summary>Fractional bits of a blend weight.</summary>
    public const int OneBits = 8;

    /// <summary>A blend weight of one.</summary>
    public const int One = 1 << OneBits;

    /// <summary>Below this weight a patch of two has no share left in 1/256: its even share ends there too, not suddenly.</summary>
    private const float LeastEven = .045f;

    private readonly float[] _weights = new float[patches];
    private readonly int[] _order = new int[MostBlended + 1];

    public Span<float> Weights => _weights;

    /// <summary>How many patches are blended.</summary>
    public int Blended { get; private set; }

    /// <summary>The blended patches and their weights in 1/256, which add up to 256.</summary>
    public int[] Patch { get; } = new int[MostBlended];

    public int[] Share { get; } = new int[MostBlended];

    /// <summary>
    /// The same patches' shares of what lies behind openings, in proportion to their weights: squared ones would let the light on
    /// the teeth jump back and forth as the jaw crosses the grid's triangles.
    /// </summary>
    public float[] Even { get; } = new float[MostBlended];

    /// <summary>True when one patch has all the weight: then it is shown as it is.</summary>
    public bool IsPure { get; private set; }

    /// <summary>Chooses patches and shares from the weights, which the caller has filled with a sum of one.</summary>
    public void Choose()
    {
        var found = Strongest();
        IsPure = _weights[_order[0]] > 1 - 1e-4f;
        var threshold = found > MostBlended ? _weights[_order[MostBlended]] : 0;
        var sum = 0f;
        Blended = 0;
        for (var i = 0; i < Math.Min(found, MostBlended); i++)
        {
            sum += Strength(i, threshold);
        }
        var left = One;
        for (var i = Math.Min(found, MostBlended) - 1; i >= 0; i--)
        {
            var share = i == 0 ? left : (int)MathF.Round(One * (sum > 1e-9f ? Strength(i, threshold) / sum : 0));
            left -= share;
            if (share > 0)
            {
                (Patch[Blended], Share[Blended]) = (_order[i], share);
                Even[Blended] = _weights[_order[i]] - threshold;
                Blended++;
            }
        }
        Normalise(Even.AsSpan(0, Blended));
    }

    private static void Normalise(Span<float> even)
    {
        float all = 0, sum = 0;
        foreach (var weight in even)
        {
            all += weight;
        }
        foreach (ref var weight in even)
        {
            weight = MathF.Max(0, weight - LeastEven * all);
            sum += weight;
        }
        foreach (ref var weight in even)
        {
            weight = sum > 0 ? weight / sum : 1f / even.Length;
        }
    }

    /// <summary>
    /// Squared, so that the stronger patch soon has most of the pixels: even mixtures blur the grain of the skin. The
    /// shape still moves evenly.
    /// </summary>
    private float Strength(int place, float threshold)
    {
        var above = _weights[_order[place]] - threshold;
        return above * above;
    }

    /// <summary>Fills the order with the strongest patches, strongest first; returns how many have any weight.</summary>
    private int Strongest()
    {
        var found = 0;
        for (var i = 0; i < _weights.Length; i++)
        {
            if (_weights[i] <= 0 && i > 0)
            {
                continue;
            }
            var place = Math.Min(found, MostBlended + 1);
            while (place > 0 && _weights[_order[place - 1]] < _weights[i])
            {
                if (place <= MostBlended)
                {
                    _order[place] = _order[place - 1];
                }
                place--;
            }
            if (place <= MostBlended)
            {
                _order[place] = i;
                found = Math.Min(found + 1, MostBlended + 1);
            }
        }
        return found;
    }
}
