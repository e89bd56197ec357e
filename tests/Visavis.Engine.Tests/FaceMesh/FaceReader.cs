using System.Numerics;
using Visavis.Engine.Native;
using Visavis.Engine.Tests.Speech;

namespace Visavis.Engine.Tests.FaceMesh;

/// <summary>Follows one face through pictures: 478 points each, cropped by the points of the picture before.</summary>
internal sealed class FaceReader
{
    private const int Side = 192, Count = 478;

    private static readonly Lazy<OrtModel> Detection = new(() => Load("face_detection_short_range.onnx"));
    private static readonly Lazy<OrtModel> Landmarks = new(() => Load("face_landmark_478.onnx"));

    private CropRegion? _region;

    public static FaceDetector Detector => new(Detection.Value);

    /// <summary>The face's points in the next picture.</summary>
    public Vector2[] Next(Pixels picture)
    {
        if (_region is null)
        {
            var (_, region) = Detector.Find(picture) ?? throw new InvalidDataException("The picture shows no face.");
            _region = CropRegion.Around(Read(picture, region).Points);
        }
        var (points, presence) = Read(picture, _region.Value);
        if (presence < .5f)
        {
            throw new InvalidDataException($"The face was lost (presence {presence:0.00}).");
        }
        _region = CropRegion.Around(points);
        return points;
    }

    public static (Vector2[] Points, float Presence) Read(Pixels picture, CropRegion region)
    {
        var input = new OrtTensor(region.Read(picture, Side, 1 / 255f, 0, false), 1, Side, Side, 3);
        var outputs = Landmarks.Value.Run([("input", input)], "landmarks", "presence");
        var values = outputs[0].Floats.Span;
        var points = new Vector2[Count];
        for (var i = 0; i < Count; i++)
        {
            points[i] = region.ToPicture(values[3 * i] / Side, values[3 * i + 1] / Side);
        }
        return (points, outputs[1].Floats.Span[0]);
    }

    private static OrtModel Load(string name) => OrtModel.Load(Path.Combine(TestAssets.Folder, "face", name));
}
