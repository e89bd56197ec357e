using System.Numerics;
using Visavis.Engine.Media;
using Visavis.Engine.Native;

namespace Visavis.Engine.Faces;

/// <summary>Reads the 478 points of a face out of a region of a picture. Thread-safe.</summary>
public sealed class FaceReader(FaceModels models)
{
    internal const int Side = 192;

    /// <summary>Moved, resized and turned by so much (shares of the region, radians), a face's points jitter independently.</summary>
    private static readonly (float X, float Y, float Size, float Turn)[] Moves =
    [
        (0, 0, 1, 0), (.01f, 0, 1, 0), (-.01f, 0, 1, 0), (0, .01f, 1, 0), (0, -.01f, 1, 0),
        (0, 0, 1.05f, 0), (0, 0, .95f, 0), (0, 0, 1, .03f), (0, 0, 1, -.03f),
    ];

    public FacePoints Read(IPixels picture, CropRegion region)
    {
        ArgumentNullException.ThrowIfNull(picture);
        var (values, presence) = Run(region.Read(picture, Side, 1 / 255f, 0, false));
        var points = new Vector3[FacePoints.Count];
        for (var i = 0; i < points.Length; i++)
        {
            // A mirrored crop shows the other side's point.
            var k = 3 * (region.Mirrored ? models.Topology.Mirror[i] : i);
            var at = region.ToPicture(values[k] / Side, values[k + 1] / Side);
            points[i] = new Vector3(at, region.Size * values[k + 2] / Side);
        }
        return new FacePoints(points, presence);
    }

    /// <summary>The mean of 18 readings, which takes the noise of one (0.8 pixels at an eye distance of 105) to a quarter.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="face">A first reading.</param>
    public FacePoints ReadAveraged(IPixels picture, FacePoints face)
    {
        var region = CropRegion.Around(face);
        var regions = Moves.Select(move => region with
        {
            X = region.X + move.X * region.Size, Y = region.Y + move.Y * region.Size, Size = region.Size * move.Size, Turn = region.Turn + move.Turn,
        });
        var readings = regions.SelectMany(moved => (CropRegion[])[moved, moved with { Mirrored = true }]).Select(moved => Read(picture, moved)).ToList();
        var mean = new Vector3[FacePoints.Count];
        foreach (var reading in readings)
        {
            for (var i = 0; i < mean.Length; i++)
            {
                mean[i] += reading[i] / readings.Count;
            }
        }
        return new FacePoints(mean, readings.Average(reading => reading.Presence));
    }

    /// <summary>The network's own answer to an input of [1, 192, 192, 3]: points in pixels of the crop, and how sure it is of a face.</summary>
    internal (float[] Points, float Presence) Run(float[] input)
    {
        var outputs = models.Landmarks.Run([("input", new OrtTensor(input, 1, Side, Side, 3))], "landmarks", "presence");
        return (outputs[0].Floats.ToArray(), outputs[1].Floats.Span[0]);
    }
}
