using System.Numerics;
using Visavis.Engine.Faces;

namespace Visavis.Engine.Portraits;

/// <summary>Where the points of one face go in every shape.</summary>
internal sealed class PortraitShape
{
    private const string Mean = "art_mean", HalfOpen = "neutral_j50";

    /// <summary>Less open than this is shut; landmarks of shut lips lie at most so far apart.</summary>
    private const float Shut = .006f;

    private static readonly (int Upper, int Lower)[] Gaps = [(81, 178), (82, 87), (13, 14), (312, 317), (311, 402)];

    private const float RimLeftOut = .95f, CornerLeftOut = .95f;

    private readonly Vector2[] _photo, _closed;
    private readonly FaceFrame _frame;
    private readonly Vector2 _scale;
    private readonly MouthBasis _basis;

    private PortraitShape(Vector2[] photo, Vector2[] closed, FaceFrame frame, Vector2 scale, MouthBasis basis, bool wasOpen) =>
        (_photo, _closed, _frame, _scale, _basis, WasOpen) = (photo, closed, frame, scale, basis, wasOpen);

    /// <summary>Whether the photo's lips were apart, so that its own picture must be closed first.</summary>
    public bool WasOpen { get; }

    /// <summary>The face with its lips together.</summary>
    public ReadOnlySpan<Vector2> Closed => _closed;

    public static PortraitShape Of(Portrait portrait, MouthBasis basis)
    {
        var neutral = basis.Neutral("mean");
        // Mouths and chins differ in size; their movements go with the square root of it.
        var width = portrait.Face.LipWidth / Math.Abs(neutral[291].X - neutral[61].X);
        var height = (portrait.Face.Normalised(152).Y - portrait.Face.Normalised(2).Y) / (neutral[152].Y - neutral[2].Y);
        var scale = new Vector2(Math.Clamp(MathF.Sqrt(width), .8f, 1.25f), Math.Clamp(MathF.Sqrt(height), .8f, 1.25f));
        var open = portrait.Face.LipOpening > Shut;
        return new PortraitShape(portrait.Flat, open ? CloseLips(portrait, basis) : [.. portrait.Flat], portrait.Face.Frame, scale, basis, open);
    }

    /// <summary>All points in a mouth shape.</summary>
    public Vector2[] Mouth(string shape) => Displaced(_closed, _frame, _basis.Displacement(Mean, shape), _scale);

    /// <summary>
    /// Where the photo's own skin is taken from. Of lips that were apart the rim is left out: it is half teeth, and at the corners half shadow.
    /// </summary>
    public Vector2[] Source(FaceTopology topology)
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
        return points;
    }

    /// <summary>All points in an eye shape.</summary>
    public Vector2[] Eyes(string shape) => Displaced(_closed, _frame, _basis.Displacement(Mean, shape), Vector2.One);

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

    /// <summary>Joins what is left of the gap pair by pair; the rings of the lips follow by two thirds and one third.</summary>
    public void JoinLips(FaceTopology topology)
    {
        if (!WasOpen)
        {
            return;
        }
        var (upper, lower) = (topology["lips_inner_upper"], topology["lips_inner_lower"]);
        var halves = upper.Zip(lower, (u, l) => (_closed[l] - _closed[u]) / 2).ToArray();
        (string Upper, string Lower, float Share)[] rings =
            [("lips_inner_upper", "lips_inner_lower", 1), ("lips_mid2_upper", "lips_mid2_lower", 2 / 3f), ("lips_mid1_upper", "lips_mid1_lower", 1 / 3f)];
        foreach (var (above, below, share) in rings)
        {
            for (var j = 1; j < halves.Length - 1; j++)
            {
                _closed[topology[above][j]] += share * halves[j];
                _closed[topology[below][j]] -= share * halves[j];
            }
        }
    }
}
