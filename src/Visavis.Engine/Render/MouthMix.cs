using Visavis.Engine.Lipsync;

namespace Visavis.Engine.Render;

/// <summary>From the numbers of a face to weights of the mouth patches.</summary>
internal static class MouthMix
{
    private const int Jaws = 5, MBP = 15, FV = 16, TH = 17, L = 18, SZ = 19, CH = 20, Smile = 21, SmileOpen = 22;

    /// <summary>Jaw opening that the pack's open smile was rendered with.</summary>
    private const float SmileOpenJaw = .22f;

    /// <summary>All mouth patches: jaw 0 to 100 for each width, then the single ones. The constants above index it.</summary>
    public static readonly string[] Names =
    [
        "neutral", "neutral_j25", "neutral_j50", "neutral_j75", "neutral_j100",
        "wide_j0", "wide_j25", "wide_j50", "wide_j75", "wide_j100",
        "round_j0", "round_j25", "round_j50", "round_j75", "round_j100",
        "MBP", "FV", "TH", "L", "SZ", "CH", "smile", "smile_open",
    ];

    /// <summary>Jaw opening of every patch, as the studio packs were rendered; packs from photos borrow those very shapes.</summary>
    private static readonly float[] PatchJaw =
    [
        0, .25f, .5f, .75f, 1, 0, .25f, .5f, .75f, 1, 0, .25f, .5f, .75f, 1,
        0, .12f, .42f, .62f, .1f, .16f, 0, SmileOpenJaw,
    ];

    public static float JawOf(int patch) => PatchJaw[patch];

    /// <summary>The neutral patch with the jaw open by so many quarters.</summary>
    public static int Neutral(int quarters) => quarters;

    public static int Wide(int quarters) => Jaws + quarters;

    public static int Round(int quarters) => 2 * Jaws + quarters;

    /// <summary>Weights for a face whose numbers are already within their ranges.</summary>
    public static void Fill(in FaceState face, Span<float> weights)
    {
        weights.Clear();
        Grid(face.Jaw, face.Width, weights);
        PullToSmile(face, weights);
        PullToConsonants(face, weights);
        if (face.Closure > 0)
        {
            Scale(weights, 1 - face.Closure);
            weights[MBP] += face.Closure;
        }
    }

    /// <summary>
    /// A cell of the jaw and width grid is cut into two triangles and a point inside is a mix of three corners, not four:
    /// fewer pictures on top of each other, and still no jump at the borders.
    /// </summary>
    private static void Grid(float jaw, float width, Span<float> weights)
    {
        var s = jaw * (Jaws - 1);
        var row = Math.Min((int)s, Jaws - 2);
        s -= row;
        var t = Math.Abs(width);
        int near = row, far = (width > 0 ? Jaws : 2 * Jaws) + row;
        weights[near] += 1 - Math.Max(s, t);
        weights[far + 1] += Math.Min(s, t);
        weights[s > t ? near + 1 : far] += Math.Abs(s - t);
    }

    /// <summary>Rounded lips and an open jaw leave little room for a smile.</summary>
    private static void PullToSmile(in FaceState face, Span<float> weights)
    {
        var room = (1 + Math.Min(0, face.Width)) * (1 - Math.Clamp((face.Jaw - SmileOpenJaw) / (.6f - SmileOpenJaw), 0, 1));
        var pull = face.Smile * room;
        var open = Math.Min(1, face.Jaw / SmileOpenJaw);
        Scale(weights, 1 - pull);
        weights[Smile] += pull * (1 - open);
        weights[SmileOpen] += pull * open;
    }

    private static void PullToConsonants(in FaceState face, Span<float> weights)
    {
        var sum = face.FV + face.TH + face.L + face.SZ + face.CH;
        if (sum <= 0)
        {
            return;
        }
        var share = 1 / Math.Max(1, sum);
        Scale(weights, 1 - sum * share);
        weights[FV] += face.FV * share;
        weights[TH] += face.TH * share;
        weights[L] += face.L * share;
        weights[SZ] += face.SZ * share;
        weights[CH] += face.CH * share;
    }

    private static void Scale(Span<float> weights, float factor)
    {
        foreach (ref var weight in weights)
        {
            weight *= factor;
        }
    }
}
