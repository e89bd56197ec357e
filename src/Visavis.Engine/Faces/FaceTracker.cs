using Visavis.Engine.Media;

namespace Visavis.Engine.Faces;

/// <summary>Follows one face through the pictures of a clip: each is read where the one before had it. For one caller at a time.</summary>
public sealed class FaceTracker(FaceModels models)
{
    private const float LeastPresence = .5f;

    private readonly FaceReader _reader = new(models);
    private readonly FaceDetector _detector = new(models.Detection);
    private CropRegion? _region;

    /// <summary>The face in the next picture, or null where none can be seen.</summary>
    public FacePoints? Next(IPixels picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        var points = _region is { } last ? Seen(picture, last) : null;
        if (points is null && _detector.Find(picture) is [var best, ..])
        {
            points = Seen(picture, best.Region) is { } first ? Seen(picture, CropRegion.Around(first)) : null;
        }
        _region = points is null ? null : CropRegion.Around(points);
        return points;
    }

    private FacePoints? Seen(IPixels picture, CropRegion region) => _reader.Read(picture, region) is { Presence: >= LeastPresence } points ? points : null;
}
