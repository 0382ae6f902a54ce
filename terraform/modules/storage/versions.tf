terraform {
  # 1.9: a variable's validation may look at other variables.
  required_version = ">= 1.9"

  required_providers {
    aws = {
      source = "hashicorp/aws"
      # 6.0: resources take a region of their own.
      version = ">= 6.0, < 7.0"
    }
  }
}
