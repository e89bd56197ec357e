using System.Numerics;

namespace Visavis.Engine.Media;

/// <summary>A picture that can be read between its pixels; pixel i lies at position i.</summary>
public interface IPixels
{
    int Width { get; }

    int Height { get; }

    /// <summary>Red, green and blue at a place inside the picture, 0 to 255, bilinear.</summary>
    void Sample(Vector2 at, Span<float> rgb);
}
