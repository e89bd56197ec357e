using Visavis.Engine.Media;

namespace Visavis.Engine.Faces;

/// <summary>What was found in a picture.</summary>
/// <param name="Picture">The picture, turned by quarter turns so that the best face is upright.</param>
/// <param name="QuarterTurns">How often it was turned clockwise.</param>
/// <param name="Faces">The largest first; each has points.</param>
public sealed record FoundFaces(RgbPicture Picture, int QuarterTurns, IReadOnlyList<(FoundFace Box, FacePoints Points)> Faces);

/// <summary>Finds all faces of a photo, small and lying ones too. The picture's longer side should be at most 1280.</summary>
public sealed class FaceFinder(FaceModels models)
{
    /// <summary>Below this score a picture may lie on its side: upright faces have more, lying ones 0.56 to 0.87.</summary>
    private const float SurelyUpright = .93f;

    private const float LeastPresence = .5f;

    /// <summary>A box this near an inner edge of its tile (share of the tile) was cut by it.</summary>
    private const float TileEdge = .02f;

    /// <summary>Two boxes that share this much of the smaller one are one face.</summary>
    private const float SameFace = .3f;

    private readonly FaceDetector _detector = new(models.Detection);
    private readonly FaceReader _reader = new(models);

    public FoundFaces Find(RgbPicture picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        var turns = QuarterTurns(picture);
        var upright = picture.Turned(turns);
        var faces = new List<(FoundFace Box, FacePoints Points)>();
        foreach (var box in Distinct(Everywhere(upright)))
        {
            // The second reading, level with the eyes, is the sound one; the network alone knows noise from a face.
            var first = _reader.Read(upright, box.Region);
            if (first.Presence >= LeastPresence && _reader.Read(upright, CropRegion.Around(first)) is { Presence: >= LeastPresence } points)
            {
                faces.Add((box, points));
            }
        }
        return new FoundFaces(upright, turns, [.. faces.OrderByDescending(face => face.Box.Width)]);
    }

    private int QuarterTurns(RgbPicture picture)
    {
        var best = (Turns: 0, Score: Score(picture));
        for (var turns = 1; best.Score < SurelyUpright && turns < 4; turns++)
        {
            var score = Score(picture.Turned(turns));
            best = score > best.Score ? (turns, score) : best;
        }
        return best.Turns;
    }

    private float Score(RgbPicture picture) => _detector.Find(picture) is [var best, ..] ? best.Score : 0;

    /// <summary>On the whole picture, then on tiles of a half and a quarter of it, each overlapping the next by half.</summary>
    private IEnumerable<FoundFace> Everywhere(RgbPicture picture)
    {
        var longer = Math.Max(picture.Width, picture.Height);
        IEnumerable<FoundFace> found = _detector.Find(picture);
        foreach (var side in (float[])[longer / 2f, longer / 4f])
        {
            found = found.Concat(
                from y in Starts(picture.Height, side) from x in Starts(picture.Width, side)
                from face in _detector.Find(picture, new CropRegion(x + side / 2, y + side / 2, side, 0))
                where !IsCut(face, x, y, side, picture)
                select face);
        }
        return found.OrderByDescending(face => face.Score);
    }

    private static IEnumerable<float> Starts(int length, float side)
    {
        for (var start = 0f; start == 0 || start + side / 2 < length; start += side / 2)
        {
            yield return start;
        }
    }

    private static bool IsCut(in FoundFace face, float x, float y, float side, RgbPicture picture)
    {
        var edge = TileEdge * side;
        return (x > 0 && face.Low.X < x + edge) || (y > 0 && face.Low.Y < y + edge)
            || (x + side < picture.Width && face.High.X > x + side - edge) || (y + side < picture.Height && face.High.Y > y + side - edge);
    }

    private static List<FoundFace> Distinct(IEnumerable<FoundFace> faces)
    {
        var kept = new List<FoundFace>();
        foreach (var face in faces)
        {
            if (kept.TrueForAll(other => face.Common(other) <= SameFace * Math.Min(face.Area, other.Area)))
            {
                kept.Add(face);
            }
        }
        return kept;
    }
}
