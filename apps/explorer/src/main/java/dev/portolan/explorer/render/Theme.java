package dev.portolan.explorer.render;

import java.awt.Color;

/// Light or dark: the ground, and how light the colours on it are.
public enum Theme {
  LIGHT(new Color(0xFFFFFF), new Color(0x1B1F24), new Color(0x6B727C), 0.62, 0.46),
  DARK(new Color(0x0F1318), new Color(0xF2F4F7), new Color(0x949CA8), 0.70, 0.84);

  private final Color ground;
  private final Color ink;
  private final Color faint;
  private final double pointLightness;
  private final double textLightness;

  Theme(Color ground, Color ink, Color faint, double pointLightness, double textLightness) {
    this.ground = ground;
    this.ink = ink;
    this.faint = faint;
    this.pointLightness = pointLightness;
    this.textLightness = textLightness;
  }

  Color ground() {
    return ground;
  }

  /// Of titles.
  Color ink() {
    return ink;
  }

  /// Of what stands beside; 4.5 to 1 against the ground at least.
  Color faint() {
    return faint;
  }

  /// Of data without a colour of their own.
  Color plain() {
    return this == LIGHT ? new Color(0xB9BEC5) : new Color(0x555D68);
  }

  double pointLightness() {
    return pointLightness;
  }

  double textLightness() {
    return textLightness;
  }
}
