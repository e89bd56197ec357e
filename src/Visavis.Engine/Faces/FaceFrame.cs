using System.Numerics;

namespace Visavis.Engine.Faces;

/// <summary>A face's own coordinates: origin between the eyes, x along the eye line to the picture's right, y down, unit the eye distance.</summary>
/// <param name="Origin">In pixels.</param>
/// <param name="Along">Unit vector of the eye line.</param>
/// <param name="EyeDistance">Pixels between the centres of the eyes.</param>
public readonly record struct FaceFrame(Vector2 Origin, Vector2 Along, float EyeDistance)
{
    public Vector2 Down => new(-Along.Y, Along.X);

    /// <summary>From pixels to eye distances.</summary>
    public Vector2 Normalise(Vector2 pixel) =>
        new Vector2(Vector2.Dot(pixel - Origin, Along), Vector2.Dot(pixel - Origin, Down)) / EyeDistance;

    /// <summary>From eye distances to pixels.</summary>
    public Vector2 ToPicture(Vector2 point) => Origin + ToPictureVector(point);

    public Vector2 ToPictureVector(Vector2 way) => (way.X * Along + way.Y * Down) * EyeDistance;
}
