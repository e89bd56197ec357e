using Visavis.Engine.Faces;

namespace Visavis.Engine.Tests.Faces;

/// <summary>What the points of a face say of its mouth and eyes, in eye distances.</summary>
/// <param name="Open">Gap between the lips.</param>
/// <param name="Width">From corner to corner.</param>
/// <param name="Ear">How open the eyes are, mean of both: height over width.</param>
internal readonly record struct FaceMeasures(float Open, float Width, float LowerLip, float Chin, float Ear)
{
    public static FaceMeasures Of(FacePoints points) => new(
        points.LipOpening, points.LipWidth, Height(points, 14, 17), Height(points, 2, 152), points.EyeOpenness);

    private static float Height(FacePoints points, int upper, int lower) => points.Normalised(lower).Y - points.Normalised(upper).Y;
}
