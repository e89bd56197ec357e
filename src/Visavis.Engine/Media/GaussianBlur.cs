namespace Visavis.Engine.Media;

/// <summary>Blurs pictures of three channels.</summary>
internal static class GaussianBlur
{
    public static RgbPicture Of(RgbPicture picture, float sigma)
    {
        var blurred = new RgbPicture(picture.Width, picture.Height);
        for (var c = 0; c < 3; c++)
        {
            var plane = new FloatPlane(picture.Width, picture.Height);
            for (var i = 0; i < plane.Values.Length; i++)
            {
                plane.Values[i] = picture.Samples[3 * i + c];
            }
            plane.Blur(sigma);
            for (var i = 0; i < plane.Values.Length; i++)
            {
                blurred.Samples[3 * i + c] = (byte)(Math.Clamp(plane.Values[i], 0, 255) + .5f);
            }
        }
        return blurred;
    }
}
