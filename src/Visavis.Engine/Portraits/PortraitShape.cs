using System.Numerics;
using Visavis.Engine.Faces;

namespace Visavis.Engine.Portraits;

/// <summary>Where the points of one face go in every shape.</summary>
internal sealed class PortraitShape
{
    private const string Mean = "art_mean", HalfOpen = "neutral_j50";

    /// <summary>Less open than this is shut; landmarks of shut lips lie at most so far apart.</summary>
    private const float Touching = .006f, SeenBetween = .03f;

    /// <summary>Pouting lips almost touch in the middle: their fullness, which a warp does not have, takes half of the gap.</summary>
    private const string Kiss = "round_j0";

    private const float KissJoin = .5f;

    /// <summary>In f and v the upper teeth rest on the lower lip.</summary>
    public const string TeethOnLip = "FV";

    /// <summary>The share of the lower lip that is then out of sight, and how much of a rounded mouth's rim is an arc.</summary>
    private const float RolledIn = .4f, Rounded = .75f;

    private const int BluntPasses = 2;

    private static readonly (int Upper, int Lower)[] Gaps = [(81, 178), (82, 87), (13, 14), (312, 317), (311, 402)];

    private const float RimLeftOut = .95f, CornerLeftOut = .95f;

    private readonly Vector2[] _photo, _closed;
    private readonly FaceFrame _frame;
    private readonly Vector2 _scale;
    private readonly MouthBasis _basis;
    private readonly float _opening;

    private PortraitShape(Vector2[] photo, Vector2[] closed, FaceFrame frame, Vector2 scale, MouthBasis basis, float opening) =>
        (_photo, _closed, _frame, _scale, _basis, _opening) = (photo, closed, frame, scale, basis, opening);

    /// <summary>Whether the photo's lips were apart, so that its own picture must be closed first.</summary>
    public bool WasOpen => _opening > Touching;

    /// <summary>Whether the lips are so far apart that one sees between them.</summary>
    public bool ShowsTeeth => _opening > SeenBetween;

    /// <summary>The face with its lips together.</summary>
    public ReadOnlySpan<Vector2> Closed => _closed;

    public static PortraitShape Of(Portrait portrait, MouthBasis basis)
    {
        var neutral = basis.Neutral("mean");
        // Mouths and chins differ in size; their movements go with the square root of it.
        var width = portrait.Face.LipWidth / Math.Abs(neutral[291].X - neutral[61].X);
        var height = (portrait.Face.Normalised(152).Y - portrait.Face.Normalised(2).Y) / (neutral[152].Y - neutral[2].Y);
        var scale = new Vector2(Math.Clamp(MathF.Sqrt(width), .8f, 1.25f), Math.Clamp(MathF.Sqrt(height), .8f, 1.25f));
        var open = portrait.Face.LipOpening > Touching;
        return new PortraitShape(portrait.Flat, open ? CloseLips(portrait, basis) : [.. portrait.Flat], portrait.Face.Frame, scale, basis, portrait.Face.LipOpening);
    }

    /// <summary>Shapes whose lips touch.</summary>
    public static IReadOnlyList<string> Shut { get; } = ["neutral", "MBP", "wide_j0", "smile"];

    /// <summary>All points in a mouth shape.</summary>
    public Vector2[] Mouth(string shape, FaceTopology topology)
    {
        var moved = Displaced(_closed, _frame, _basis.Displacement(Mean, shape), _scale);
        if (shape.StartsWith("round", StringComparison.Ordinal) || shape == "CH")
        {
            Round(moved, topology, "upper");
            Round(moved, topology, "lower");
            BluntCorners(moved, topology);
        }
        if (Shut.Contains(shape))
        {
            Join(moved, topology, 1);
        }
        else if (shape == Kiss)
        {
            Join(moved, topology, KissJoin);
        }
        return moved;
    }

    /// <summary>
    /// Where the photo's own skin is taken from. Of lips that were apart the rim is left out: it is half teeth, and at the corners half shadow.
    /// </summary>
    public Vector2[] Source(string shape, FaceTopology topology)
    {
        Vector2[] points = [.. _photo];
        if (WasOpen)
        {
            foreach (var (inner, ring) in (ReadOnlySpan<(string, string)>)[("lips_inner_upper", "lips_mid2_upper"), ("lips_inner_lower", "lips_mid2_lower")])
            {
                for (var j = 1; j < topology[inner].Count - 1; j++)
                {
                    points[topology[inner][j]] = Vector2.Lerp(_photo[topology[inner][j]], _photo[topology[ring][j]], RimLeftOut);
                }
            }
            points[78] = Vector2.Lerp(_photo[78], _photo[61], CornerLeftOut);
            points[308] = Vector2.Lerp(_photo[308], _photo[291], CornerLeftOut);
        }
        if (shape == TeethOnLip)
        {
            RollIn(points, topology);
        }
        return points;
    }

    /// <summary>A lower lip under the upper teeth rolls in: its inner part is out of sight, and what is seen comes from farther out.</summary>
    private static void RollIn(Vector2[] points, FaceTopology topology)
    {
        IReadOnlyList<int>[] rings = [topology["lips_inner_lower"], topology["lips_mid2_lower"], topology["lips_mid1_lower"], topology["lips_outer_lower"]];
        for (var j = 1; j < rings[0].Count - 1; j++)
        {
            Vector2[] across = [.. rings.Select(ring => points[ring[j]])];
            // Least at the corners, where nothing rolls.
            var hidden = RolledIn * MathF.Sin(MathF.PI * j / (rings[0].Count - 1)) * (rings.Length - 1);
            for (var ring = 0; ring < rings.Length - 1; ring++)
            {
                var from = hidden + ring * (1 - hidden / (rings.Length - 1));
                var whole = Math.Min((int)from, rings.Length - 2);
                points[rings[ring][j]] = Vector2.Lerp(across[whole], across[whole + 1], from - whole);
            }
        }
    }

    /// <summary>All points in an eye shape.</summary>
    public Vector2[] Eyes(string shape) => Displaced(_closed, _frame, _basis.Displacement(Mean, shape), Vector2.One);

    /// <summary>The face with only its irises moved; up and down less than the basis has it, for the lids of a photo do not follow.</summary>
    public Vector2[] Glance(string shape)
    {
        const float vertical = .6f;
        Vector2[] moved = [.. _closed];
        var displacement = _basis.Displacement(Mean, shape);
        for (var i = FacePoints.MeshCount; i < moved.Length; i++)
        {
            // A disc goes as its centre does.
            moved[i] += _frame.ToPictureVector(displacement[i < 473 ? 468 : 473] * new Vector2(1, vertical));
        }
        return moved;
    }

    /// <summary>Points moved along the face's own axes. As the mouth opens, the corners of the opening go half way to those of the lips.</summary>
    public static Vector2[] Displaced(ReadOnlySpan<Vector2> rest, FaceFrame frame, ReadOnlySpan<Vector2> displacement, Vector2 scale)
    {
        var moved = new Vector2[rest.Length];
        for (var i = 0; i < moved.Length; i++)
        {
            moved[i] = rest[i] + frame.ToPictureVector(displacement[i] * scale);
        }
        var share = .5f * Math.Clamp(Vector2.Distance(moved[14], moved[13]) / (.08f * frame.EyeDistance), 0, 1);
        moved[78] += share * (moved[61] - moved[78]);
        moved[308] += share * (moved[291] - moved[308]);
        return moved;
    }

    /// <summary>Takes the jaw back by the shape of a half open one, then brings the lips together in their middle.</summary>
    private static Vector2[] CloseLips(Portrait portrait, MouthBasis basis)
    {
        var neutral = basis.Neutral("mean");
        var half = basis.Displacement(Mean, HalfOpen);
        var opened = 0f;
        foreach (var (upper, lower) in Gaps)
        {
            opened += (neutral[lower] + half[lower] - neutral[upper] - half[upper]).Y / Gaps.Length;
        }
        var share = portrait.Face.LipOpening / opened;
        var points = new Vector2[portrait.Flat.Length];
        for (var i = 0; i < points.Length; i++)
        {
            points[i] = portrait.Flat[i] - portrait.Face.Frame.ToPictureVector(half[i] * share);
        }
        return points;
    }

    /// <summary>Shuts the lips of a photo that has them apart.</summary>
    public void JoinLips(FaceTopology topology)
    {
        if (WasOpen)
        {
            Join(_closed, topology, 1);
        }
    }

    /// <summary>
    /// Brings a rim nearer to the arc of a rounded mouth, the rings of the lip with it by two thirds and one third: lips half hidden by a beard
    /// are read with a corner in their middle, which pouting would enlarge.
    /// </summary>
    private static void Round(Vector2[] points, FaceTopology topology, string side)
    {
        var rim = topology["lips_inner_" + side];
        Vector2 first = points[rim[0]], last = points[rim[^1]];
        float sum = 0, squares = 0;
        for (var j = 1; j < rim.Count - 1; j++)
        {
            var (arc, height) = Arc(points[rim[j]]);
            (sum, squares) = (sum + arc * height, squares + arc * arc);
        }
        var rise = squares > 0 ? sum / squares : 0;
        float[] moves = [.. rim.Select(i => Arc(points[i]) is var (arc, height) ? Rounded * (rise * arc - height) : 0)];
        (string Ring, float Share)[] rings = [("lips_inner_", 1), ("lips_mid2_", 2 / 3f), ("lips_mid1_", 1 / 3f)];
        foreach (var (ring, share) in rings)
        {
            for (var j = 1; j < rim.Count - 1; j++)
            {
                points[topology[ring + side][j]].Y += share * moves[j];
            }
        }

        // The arc's height at a point, one in the middle, and the point's below the line between the corners.
        (float Arc, float Height) Arc(Vector2 p)
        {
            var t = Math.Clamp((p.X - first.X) / (last.X - first.X), 0, 1);
            return (4 * t * (1 - t), p.Y - float.Lerp(first.Y, last.Y, t));
        }
    }

    /// <summary>
    /// Pouting draws the lower lip in more than the upper one, whose ends would stand out like wings: the outline is evened there, the rings
    /// following by two thirds and one third.
    /// </summary>
    private static void BluntCorners(Vector2[] points, FaceTopology topology)
    {
        var outline = topology["lips_outer"];
        int half = outline.Count / 2;
        for (var pass = 0; pass < BluntPasses; pass++)
        {
            Vector2[] before = [.. outline.Select(i => points[i])];
            foreach (var corner in (ReadOnlySpan<int>)[0, half])
            {
                for (var near = -1; near <= 1; near++)
                {
                    var j = (corner + near + outline.Count) % outline.Count;
                    var move = (before[(j + 1) % outline.Count] + before[(j + outline.Count - 1) % outline.Count]) / 4 - before[j] / 2;
                    // The chains of both lips begin and end with the corners.
                    var (side, k) = j <= half ? ("upper", j) : ("lower", outline.Count - j);
                    points[outline[j]] += move;
                    points[topology["lips_mid1_" + side][k]] += move * (2 / 3f);
                    points[topology["lips_mid2_" + side][k]] += move * (1 / 3f);
                }
            }
        }
    }

    /// <summary>Takes a share of the gap away pair by pair; the rings of the lips follow by two thirds and one third.</summary>
    private static void Join(Vector2[] points, FaceTopology topology, float part)
    {
        var halves = topology["lips_inner_upper"].Zip(topology["lips_inner_lower"], (u, l) => part * (points[l] - points[u]) / 2).ToArray();
        (string Upper, string Lower, float Share)[] rings =
            [("lips_inner_upper", "lips_inner_lower", 1), ("lips_mid2_upper", "lips_mid2_lower", 2 / 3f), ("lips_mid1_upper", "lips_mid1_lower", 1 / 3f)];
        foreach (var (above, below, share) in rings)
        {
            for (var j = 1; j < halves.Length - 1; j++)
            {
                points[topology[above][j]] += share * halves[j];
                points[topology[below][j]] -= share * halves[j];
            }
        }
    }
}
